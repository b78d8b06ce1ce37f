import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Profile as Message } from 'pprof-format'
import { expect, test } from 'vitest'
import { type AllocsToWrite, writeAllocs, writeProfiles } from '../../src/artifacts/write-profiles.ts'
import { sample } from '../profile/frames.ts'
import { foldersForEachTest, outside, root } from './folders.ts'

foldersForEachTest()

const write = (more: Partial<AllocsToWrite> = {}) =>
  writeAllocs({
    root,
    testFile: join(root, 'src/page.test.ts'),
    testName: 'a page is cheap',
    allocated: [sample('test > render', 250, 10_000)],
    alive: [sample('test > render', 2, 80)],
    samplingIntervalBytes: 1,
    ...more,
  })

const home = '.vitest-leak/src/page.test.ts/a-page-is-cheap'
const decoded = (path = join(root, home, 'allocs.pb.gz')) => Message.decode(gunzipSync(readFileSync(path)))

test('one profile is written below the test file and the test, with all four figures', () => {
  expect(write()).toEqual({ allocs: join(root, home, 'allocs.pb.gz') })
  expect(readdirSync(join(root, home))).toEqual(['allocs.pb.gz'])
  const { sampleType, sample: samples, period } = decoded()
  expect(sampleType).toHaveLength(4)
  expect(samples.map(({ value }) => value)).toEqual([[250, 10_000, 2, 80]])
  expect(period).toBe(1)
})

test('test name, file and labels of one’s own are labels', () => {
  write({ testFile: 'src/ü.test.ts', testName: 'größe 🚰', labels: { task: 'parse' } })
  const [folder = ''] = readdirSync(join(root, '.vitest-leak/src/ü.test.ts'))
  const { strings } = decoded(join(root, '.vitest-leak/src/ü.test.ts', folder, 'allocs.pb.gz')).stringTable
  expect(strings).toEqual(
    expect.arrayContaining(['test', 'größe 🚰', 'file', 'src/ü.test.ts', 'task', 'parse', 'alloc_space']),
  )
})

test('names are told apart by what is in either of the two', () => {
  const inFile = (file: string) => ({
    stack: [{ functionName: 'get', file: `/p/${file}`, line: 1, column: 1 }],
    objects: 1,
    bytes: 40,
  })
  write({ allocated: [inFile('lru.ts')], alive: [inFile('map.ts')] })
  const { function: functions, stringTable } = decoded()
  const names = functions.map(({ name }) => stringTable.strings[Number(name)])
  expect(new Set(names).size).toBe(2)
})

test('a second run replaces it, a second assertion has its own', () => {
  write()
  write({ occurrence: 2 })
  write({ allocated: [sample('other', 1, 8)], alive: [] })
  expect(readdirSync(join(root, '.vitest-leak/src/page.test.ts'))).toEqual(['a-page-is-cheap', 'a-page-is-cheap-2'])
  expect(decoded().sample.map(({ value }) => value)).toEqual([[1, 8, 0, 0]])
})

test('profiles of another assertion in the same place are left alone', () => {
  const profile = [sample('test > keep', 1, 40)]
  const where = { root, testFile: 'src/page.test.ts', testName: 'a page is cheap' }
  writeProfiles({ ...where, base: profile, current: profile, diff: profile })
  write()
  expect(readdirSync(join(root, home)).sort()).toEqual(['allocs.pb.gz', 'base.pb.gz', 'current.pb.gz', 'diff.pb.gz'])
})

test('nothing allocated is a profile without samples', () => {
  expect(write({ allocated: [], alive: [] })).not.toHaveProperty('reason')
  expect(decoded().sample).toEqual([])
})

test('a link out of the project is refused, one in the place of the profile is replaced', () => {
  symlinkSync(outside, join(root, '.vitest-leak'))
  expect(write()).toEqual({ reason: '.vitest-leak is a symbolic link out of the project' })
  expect(readdirSync(outside)).toEqual([])
  rmSync(join(root, '.vitest-leak'))
  mkdirSync(join(root, home), { recursive: true })
  writeFileSync(join(outside, 'mine'), 'untouched')
  symlinkSync(join(outside, 'mine'), join(root, home, 'allocs.pb.gz'))
  expect(write()).not.toHaveProperty('reason')
  expect(readFileSync(join(outside, 'mine'), 'utf8')).toBe('untouched')
})

test('a file or a folder in the way is a reason, and nothing half is left', () => {
  writeFileSync(join(root, '.vitest-leak'), '')
  expect(write()).toEqual({ reason: expect.stringMatching(/^ENOTDIR: not a directory: \.vitest-leak/) })
  rmSync(join(root, '.vitest-leak'))
  mkdirSync(join(root, home, 'allocs.pb.gz/occupied'), { recursive: true })
  expect(write()).toEqual({ reason: expect.any(String) })
  expect(readdirSync(join(root, home))).toEqual(['allocs.pb.gz'])
})

test('no project is a reason', () => {
  const missing = join(root, 'missing')
  expect(write({ root: missing })).toEqual({ reason: expect.stringMatching(/^ENOENT/) })
  expect(existsSync(missing)).toBe(false)
})

test.for<[string, Partial<AllocsToWrite>]>([
  ['allocated', { allocated: [{ stack: [null], objects: 1, bytes: 1 }] as never }],
  ['alive', { alive: [{ stack: [null], objects: 1, bytes: 1 }] as never }],
])('what cannot be written of what is %s is a reason, not an error', ([, more]) => {
  expect(write(more)).toEqual({ reason: expect.any(String) })
})
