import { expect, test } from 'vitest'
import { answerableFrame, isRuntimeOrigin } from '../../src/profile/answerable.ts'
import { originOf } from '../../src/profile/origin.ts'
import { frame } from './frames.ts'

const [project, dependency, node, builtin, runner] = [
  frame('handle'),
  frame('send', '/project/node_modules/got/index.js'),
  frame('emit', 'node:events'),
  frame('push', ''),
  frame('mock', '/project/node_modules/@vitest/spy/dist/index.js'),
]
const answerable = (...stack: Parameters<typeof answerableFrame>[0]) =>
  answerableFrame(stack, (file) => originOf(file, '/own/'))

test.for([
  ['project', false],
  ['dependency', false],
  ['runner', false],
  ['own', false],
  ['node', true],
  ['builtin', true],
] as const)('%s works for whoever called it: %s', ([origin, expected]) => {
  expect(isRuntimeOrigin(origin)).toBe(expected)
})

test('the nearest frame that is not the runtime’s answers for a stack', () => {
  expect(answerable(project)).toBe(project)
  expect(answerable(builtin, node, project, runner)).toBe(project)
  expect(answerable(node, dependency, project)).toBe(dependency)
  expect(answerable(builtin, runner, project)).toBe(runner)
})

test('of a stack of nothing but the runtime, the leaf', () => {
  expect(answerable(builtin, node)).toBe(builtin)
})

test('of an empty stack, nobody', () => {
  expect(answerable()).toBeUndefined()
})
