import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Profile as Message } from 'pprof-format'
import { expect, test } from 'vitest'
import { type ProfilesToWrite, writeProfiles } from '../../src/artifacts/write-profiles.ts'
import { sample } from '../profile/frames.ts'
import { foldersForEachTest, outside, root } from './folders.ts'

foldersForEachTest()

const write = (more: Partial<ProfilesToWrite> = {}) =>
  writeProfiles({
    root,
    testFile: join(root, 'src/server.test.ts'),
    testName: 'a request keeps nothing',
    base: [sample('test > handle', 8, 320)],
    current: [sample('test > handle', 64, 2_560)],
    diff: [sample('test > handle', 56, 2_240)],
    ...more,
  })

const allFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

const decoded = (path: string) => Message.decode(gunzipSync(readFileSync(path)))

const home = '.vitest-leak/src/server.test.ts/a-request-keeps-nothing'

test('three profiles are written below the test file and the test', () => {
  const written = write()
  expect(written).toEqual({
    base: join(root, home, 'base.pb.gz'),
    current: join(root, home, 'current.pb.gz'),
    diff: join(root, home, 'diff.pb.gz'),
  })
  expect(allFiles(root)).toEqual([`${home}/base.pb.gz`, `${home}/current.pb.gz`, `${home}/diff.pb.gz`])
  const values = ['base', 'current', 'diff'].map((name) => decoded(join(root, home, `${name}.pb.gz`)).sample[0]?.value)
  expect(values).toEqual([
    [8, 320],
    [64, 2_560],
    [56, 2_240],
  ])
})

test('test name and file are labels', () => {
  write({ testName: '../🚰', testFile: 'src/ü.test.ts' })
  const [file = ''] = allFiles(root)
  const { strings } = decoded(join(root, file)).stringTable
  expect(strings).toEqual(expect.arrayContaining(['test', '../🚰', 'file', 'src/ü.test.ts']))
})

test('a second assertion has a folder of its own, a second run has not', () => {
  write()
  write({ occurrence: 2 })
  write({ diff: [sample('other', 1, 8)] })
  expect(readdirSync(join(root, '.vitest-leak/src/server.test.ts'))).toEqual([
    'a-request-keeps-nothing',
    'a-request-keeps-nothing-2',
  ])
  expect(decoded(join(root, home, 'diff.pb.gz')).sample[0]?.value).toEqual([1, 8])
})

test.each([
  '../../../escape',
  '..',
  '/etc/passwd',
  '🚰',
  '',
  'x'.repeat(500),
  'CON',
  'dots...',
  'a\0b',
  'C:\\x\\..\\y',
])('the test name %j leads nowhere else', (testName) => {
  const written = write({ testName })
  expect(written).not.toHaveProperty('reason')
  const files = allFiles(root)
  expect(files).toHaveLength(3)
  for (const file of files) expect(file).toMatch(/^\.vitest-leak\/src\/server\.test\.ts\/[^/]+\/\w+\.pb\.gz$/)
})

test('a test file outside of the project has its profiles inside', () => {
  expect(write({ testFile: join(outside, 'x.test.ts') })).not.toHaveProperty('reason')
  expect(allFiles(root).every((file) => file.startsWith('.vitest-leak/'))).toBe(true)
  expect(allFiles(outside)).toEqual([])
})

test.each(['.vitest-leak', '.vitest-leak/src', home])('%s as a link out of the project is refused', (link) => {
  mkdirSync(join(root, link, '..'), { recursive: true })
  symlinkSync(outside, join(root, link))
  expect(write()).toEqual({ reason: `${link} is a symbolic link out of the project` })
  expect(allFiles(outside)).toEqual([])
})

test('a link within the project is followed', () => {
  mkdirSync(join(root, 'artifacts'))
  symlinkSync(join(root, 'artifacts'), join(root, '.vitest-leak'))
  expect(write()).not.toHaveProperty('reason')
  expect(allFiles(join(root, 'artifacts'))).toHaveLength(3)
})

test('a link in the place of a profile is replaced, not written through', () => {
  mkdirSync(join(root, home), { recursive: true })
  writeFileSync(join(outside, 'mine'), 'untouched')
  symlinkSync(join(outside, 'mine'), join(root, home, 'diff.pb.gz'))
  expect(write()).not.toHaveProperty('reason')
  expect(readFileSync(join(outside, 'mine'), 'utf8')).toBe('untouched')
})

test('a link that points nowhere, a file in the way, no project: each is a reason', () => {
  symlinkSync(join(outside, 'missing'), join(root, '.vitest-leak'))
  expect(write()).toEqual({ reason: expect.stringMatching(/^ENOENT: no such file or directory/) })
  rmSync(join(root, '.vitest-leak'))
  writeFileSync(join(root, '.vitest-leak'), '')
  expect(write()).toEqual({ reason: expect.stringMatching(/^ENOTDIR: not a directory: \.vitest-leak/) })
  expect(write({ root: join(root, 'missing') })).toEqual({ reason: expect.stringMatching(/^ENOENT/) })
})

test('when a profile cannot get its name, no half file is left', () => {
  mkdirSync(join(root, home, 'diff.pb.gz/occupied'), { recursive: true })
  expect(write()).toHaveProperty('reason')
  expect(allFiles(root).filter((file) => file.endsWith('.tmp'))).toEqual([])
})

test('when the last profile fails, the first two are not left behind', () => {
  // A profile that cannot be encoded stands for any failure between the first file and the last, a full disk too.
  expect(write({ diff: [{ stack: [null], objects: 1, bytes: 1 }] as never })).toHaveProperty('reason')
  expect(allFiles(root)).toEqual([])
})

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a read-only project is a reason', () => {
  chmodSync(root, 0o555)
  expect(write()).toEqual({ reason: 'EACCES: permission denied: .vitest-leak' })
  chmodSync(root, 0o755)
})
