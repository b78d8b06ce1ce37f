import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../cli/run.ts'

const profile = (name: string): string => join(import.meta.dirname, `../profiles/${name}.pb.gz`)

test.each<[string[], RegExp]>([
  [['top', 'missing.pb.gz'], /^vitest-leak: there is no file 'missing\.pb\.gz': /],
  [
    ['top', profile('go-heap-1000'), '--sample-index', 'cpu'],
    /^vitest-leak: the profile has no sample type 'cpu': choose one of alloc_objects, alloc_space, inuse_objects, inuse_space$/,
  ],
  [
    ['top', profile('go-heap-1000'), '--sample-index', '9'],
    /has no sample type number 9: choose 0 to 3, or a name: alloc_/,
  ],
  [['peek', 'nobody', profile('go-heap-1000')], /^vitest-leak: no matches found for regexp: nobody$/],
  [['list', '(', profile('go-heap-1000')], /^vitest-leak: the expression '\(' is not a regular expression/],
  [['top', profile('go-heap-1000'), '-n', 'many'], /It is a whole number from 0, such as '10'\.$/],
  [['top', profile('go-heap-1000'), '--nodefraction', '5'], /It is a share from 0 to 1, such as '0\.01'\.$/],
  [
    ['top', profile('go-heap-1000'), '--granularity', 'x'],
    /Allowed choices are functions, filefunctions, files, lines, addr/,
  ],
  [['top', profile('go-heap-1000'), '--normalize'], /--normalize needs what it scales to/],
  [['top', profile('go-cpu'), '--base', profile('go-heap-1000')], /other sample types/],
  [['diff', profile('go-cpu')], /missing required argument 'CURRENT'/],
])('wrong use is one line: %j', async (args, message) => {
  const { exitCode, stdout, stderr } = await run(...args)
  expect({ exitCode, stdout, lines: stderr.split('\n').length }).toEqual({ exitCode: 2, stdout: '', lines: 1 })
  expect(stderr).toMatch(message)
})

test('an expression that matches nothing is told, as pprof does', async () => {
  const { exitCode, stderr } = await run('top', profile('go-heap-1000'), '--focus', 'nobody')
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'vitest-leak: Focus expression matched no samples' })
})

test('what was cleared is still among what was allocated', async () => {
  const json = async (type: string): Promise<{ total: number; rows: { name: string; flat: number }[] }> =>
    JSON.parse((await run('top', '--json', '--sample-index', type, profile('go-heap-cleared'))).stdout)
  const isAvatar = ({ name }: { readonly name: string }): boolean => name === 'main.avatar'
  const allocated = (await json('alloc_space')).rows.find(isAvatar)
  expect(allocated?.flat).toBeGreaterThan(1.5e9)
  expect((await json('inuse_space')).rows.find(isAvatar)).toBeUndefined()
})

test.each([
  [['top'], ['version', 'sampleType', 'total', 'droppedNodes', 'hiddenNodes', 'rows']],
  [['tree'], ['version', 'sampleType', 'total', 'droppedNodes', 'hiddenNodes', 'rows']],
  [
    ['peek', 'main'],
    ['version', 'sampleType', 'total', 'droppedNodes', 'hiddenNodes', 'rows'],
  ],
  [
    ['list', 'main'],
    ['version', 'sampleType', 'total', 'functions'],
  ],
  [['traces'], ['version', 'sampleType', 'total', 'samples']],
  [['tags'], ['version', 'sampleType', 'total', 'tags']],
])('%j as JSON', async (args, keys) => {
  const { stdout } = await run(...args, '--json', profile('go-heap-2000'))
  expect(Object.keys(JSON.parse(stdout))).toEqual(keys)
})

test('raw as JSON has everything', async () => {
  const { stdout } = await run('raw', '--json', profile('go-heap-2000'))
  const { samples, locations } = JSON.parse(stdout)
  expect(samples[0].stack.length).toBeGreaterThan(0)
  expect(locations[0].address).toMatch(/^0x[0-9a-f]+$/)
})
