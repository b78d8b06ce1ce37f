import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readEarlier } from '../../../src/bench/vitest/compared.ts'

const root = mkdtempSync(join(tmpdir(), 'vitest-leak-compared-'))
afterAll(() => rmSync(root, { recursive: true }))

function read(file: string, content?: unknown) {
  if (content !== undefined) {
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
  }
  const warnings: string[] = []
  const earlier = readEarlier(file, root, (line) => warnings.push(line))
  return { warnings, earlier }
}

const result = (name: string, allocSpace: number) => ({ name, mean: 1, allocSpace, allocObjects: 2, retained: 0 })

const outputJson = {
  files: [
    {
      filepath: '/there/packages/b/test/a.bench.ts',
      groups: [{ fullName: 'packages/b/test/a.bench.ts > parse', benchmarks: [result('small', 900)] }],
    },
    {
      filepath: '/there/test/a.bench.ts',
      groups: [
        { fullName: 'test/a.bench.ts > parse', benchmarks: [result('small', 100), result('small', 200)] },
        { fullName: 'test/a.bench.ts', benchmarks: [result('outside', 300)] },
      ],
    },
  ],
}

test('a file of --outputJson, of another checkout', () => {
  const { earlier, warnings } = read('output.json', outputJson)
  const space = (...wanted: [file: string, group: string, name: string, nth: number]) =>
    earlier?.figuresOf(...wanted)?.space?.value
  expect(space('test/a.bench.ts', 'parse', 'small', 0)).toBe(100)
  expect(space('test/a.bench.ts', 'parse', 'small', 1)).toBe(200)
  expect(space('test/a.bench.ts', 'parse', 'small', 2)).toBeUndefined()
  expect(space('test/a.bench.ts', '', 'outside', 0)).toBe(300)
  expect(space('packages/b/test/a.bench.ts', 'parse', 'small', 0)).toBe(900)
  expect(space('test/other.bench.ts', 'parse', 'small', 0)).toBeUndefined()
  expect(warnings).toEqual([])
})

test('a report of the JSON reporter', () => {
  const benchmarks = [{ name: 'small', allocSpace: 100, allocObjects: 3, retained: 0, topSites: [] }]
  const assertion = { ancestorTitles: ['parse'], title: 'all', meta: { 'vitest-leak': { benchmarks } } }
  const { earlier } = read('report.json', {
    testResults: [{ name: '/there/test/a.bench.ts', assertionResults: [assertion] }],
  })
  expect(earlier?.figuresOf('test/a.bench.ts', 'parse > all', 'small', 0)).toEqual({
    space: { value: 100 },
    objects: { value: 3 },
    retained: { value: 0 },
  })
})

test('what is wrong with the file is told in one line', () => {
  expect(read('missing.json').warnings).toEqual(['cannot compare with missing.json: there is no such file'])
  expect(read('broken.json', '{"files": [').warnings).toEqual([
    expect.stringMatching(/^cannot compare with broken\.json: .*JSON.*$/),
  ])
  expect(read('other.json', { name: 'a package' }).warnings).toEqual([
    "cannot compare with other.json: these are no benchmark results of Vitest's",
  ])
  const group = { fullName: 'a.bench.ts', benchmarks: [{ name: 'small', mean: 1 }] }
  expect(read('time.json', { files: [{ filepath: '/there/a.bench.ts', groups: [group] }] }).warnings).toEqual([
    'cannot compare with time.json: that run has not measured allocations',
  ])
})
