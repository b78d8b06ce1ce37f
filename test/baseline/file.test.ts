import { expect, test } from 'vitest'
import { emptyBaseline, environmentName } from '../../src/baseline/baseline.ts'
import { parseBaseline } from '../../src/baseline/parse.ts'
import { baselinePath } from '../../src/baseline/path.ts'
import { rounded, roundedFigures } from '../../src/baseline/rounded.ts'
import { serializeBaseline } from '../../src/baseline/serialize.ts'
import { assertions, figures, leak } from './entries.ts'

const baseline = assertions({
  'renders > b 1': figures(96, { 'handle src/server.ts': leak(40, 1, 'upstream #12'), 'a src/b.ts': leak(8, 0.5) }),
  10: figures(0, {}, 0),
  'renders > a 1': figures(8192),
  __proto__x: figures(1),
})

test('a file is one figure a line with its keys sorted, and ends with a line', async () => {
  await expect(serializeBaseline(baseline)).toMatchFileSnapshot('__golden__/server.test.ts.heap.json')
})

test('what is written is what is read', () => {
  expect(parseBaseline(serializeBaseline(baseline), 'x')).toEqual(baseline)
  expect(parseBaseline(serializeBaseline(emptyBaseline), 'x')).toEqual(emptyBaseline)
  const windows = `\ufeff${serializeBaseline(baseline).replaceAll('\n', '\r\n')}`
  expect(parseBaseline(windows, 'x')).toEqual(baseline)
})

test('names of tests are data: __proto__ is one', () => {
  const strange = new Map([['__proto__', new Map([['node20 x64', figures(1)]])]])
  const text = serializeBaseline({ assertions: strange, tests: new Map() })
  expect(parseBaseline(text, 'x').assertions).toEqual(strange)
})

test('the order of entries does not show', () => {
  const entries = [...baseline.assertions]
  const reversed = { ...baseline, assertions: new Map(entries.reverse()) }
  expect(serializeBaseline(reversed)).toBe(serializeBaseline(baseline))
})

const valid = JSON.parse(serializeBaseline(baseline))
const withEntry = (entry: unknown): string =>
  JSON.stringify({ ...valid, assertions: { 'a 1': { 'node20 x64': entry } } })

test.for([
  ['', 'is truncated or no JSON: restore'],
  [serializeBaseline(baseline).slice(0, 300), 'is truncated or no JSON: restore'],
  ['{ version: 1 }', 'is no JSON: restore'],
  ['<<<<<<< HEAD\n{}\n', "has git's conflict markers: resolve them, or restore"],
  ['[]', 'is not valid, the file is an object, not []: correct'],
  ['{"version":2,"anything":[]}', 'has format version 2, and this vitest-leak reads 1 at most: update vitest-leak'],
  ['{"version":"1","assertions":{},"tests":{}}', "is not valid, version is 1, not '1': correct"],
  ['{"assertions":{},"tests":{}}', 'is not valid, version is 1, not undefined: correct'],
  ['{"version":1,"tests":{}}', 'is not valid, assertions is an object, not undefined: correct'],
  ['{"version":1,"assertions":{},"tests":{},"more":1}', "the file has 'more', but there is only version, assertions"],
  [
    withEntry({ retained: { bytes: '5', objects: 0 } }),
    `assertions["a 1"]["node20 x64"].retained.bytes is a number from 0, not '5'`,
  ],
  [withEntry({ retained: { bytes: -1, objects: 0 } }), 'retained.bytes is a number from 0, not -1'],
  [withEntry({ allocated: { objects: 1 }, retained: { bytes: 0, objects: 0 } }), 'allocated.bytes is a number from 0'],
  [
    withEntry({ retained: { bytes: 0, objects: 0 }, sites: { 'f a.ts': { bytes: 1, objects: 1, accepted: ' ' } } }),
    `.sites["f a.ts"].accepted is the reason, a text, not ' '`,
  ],
  [
    withEntry({ retained: { bytes: 0, objects: 0 }, sites: { 'f a.ts': { bytes: 1, objects: 1, acepted: 'x' } } }),
    `.sites["f a.ts"] has 'acepted', but there is only bytes, objects, accepted`,
  ],
] as const)('%j: %s', ([text, problem]) => {
  const parse = () => parseBaseline(text, 'src/__heap__/a.test.ts.heap.json')
  expect(parse).toThrow('the heap baseline src/__heap__/a.test.ts.heap.json ')
  expect(parse).toThrow(problem)
  expect(parse).toThrow(
    expect.objectContaining({ name: 'MeasurementError', message: expect.not.stringContaining('\n') }),
  )
})

test('the file is beside the test file', () => {
  expect(baselinePath('/project/src/server.test.ts')).toBe('/project/src/__heap__/server.test.ts.heap.json')
})

test('an environment is a Node major and an architecture', () => {
  expect(environmentName({ version: 'v22.23.3', arch: 'arm64' })).toBe('node22 arm64')
})

test('figures are rounded as the file has them', () => {
  expect([67.857142, 0.0012345, 0.5, -3, Number.NaN, 0.999999, 96].map(rounded)).toEqual([
    67.86, 0.00123, 0.5, 0, 0, 1, 96,
  ])
  const { retained, sites } = roundedFigures(figures(96, { 'f a.ts': leak(67.857142) }))
  expect([retained.bytes, sites.get('f a.ts')?.bytes]).toEqual([67.86, 67.86])
  expect(roundedFigures({ retained, sites, allocated: { bytes: 1.005 } }).allocated).toEqual({ bytes: 1 })
})
