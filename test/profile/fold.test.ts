import { expect, test } from 'vitest'
import { foldRuntime } from '../../src/profile/fold.ts'
import type { Frame } from '../../src/profile/profile.ts'
import { sample, written } from './frames.ts'

const isRuntime = ({ functionName }: Frame): boolean => functionName.startsWith('node')

test('what the runtime allocates is charged to the frame that called it', () => {
  const profile = [sample('test > handle > nodeEmit > nodeAlloc', 2, 184)]
  expect(foldRuntime(profile, isRuntime)).toEqual([sample('test > handle', 2, 184)])
})

test('it adds up with what that frame allocated itself', () => {
  const profile = [sample('test > handle', 1, 40), sample('test > handle > nodeAlloc', 2, 184, 100)]
  expect(foldRuntime(profile, isRuntime)).toEqual([sample('test > handle', 3, 224, 100)])
})

test('runtime frames between two of the project vanish', () => {
  const profile = [sample('nodeRun > test > nodeEmit > listener', 1, 40)]
  expect(foldRuntime(profile, isRuntime).map(written)).toEqual(['test > listener'])
})

test('a stack of runtime frames only keeps the one that allocated', () => {
  const profile = [sample('nodeRun > nodeTimers > nodeList', 1, 40)]
  expect(foldRuntime(profile, isRuntime).map(written)).toEqual(['nodeList'])
})

test('figures that cancel out leave no sample', () => {
  const profile = [sample('test > nodeA', 1, 40), sample('test > nodeB', -1, -40)]
  expect(foldRuntime(profile, isRuntime)).toEqual([])
})
