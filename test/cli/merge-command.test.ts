import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { readProfileFile } from '../../src/cli/read-profile-file.ts'
import { message, number, packed, profileBytes } from '../pprof/message.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'vitest-leak-merge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Paths of this machine do not go into what is expected. */
const withoutFolder = (text: string): string => text.replaceAll(`${folder}/`, '')

const path = (name: string): string => join(folder, name)
const sample = (value: number): number[] => message(2, packed(1, 1), packed(2, value))
const a = file('a.pb.gz', gzipSync(profileBytes()))
const b = file('b.pb', profileBytes({ samples: sample(7) }))
const other = file('other.pb', profileBytes({ types: message(1, number(1, 3), number(2, 2)) }))

test('writes one profile of several, and says what is in it', async () => {
  const { exitCode, stdout, stderr } = await run('merge', a, b, '-o', path('merged.pb.gz'))
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(withoutFolder(stdout)).toBe('merged.pb.gz: 1 sample of 2 profiles, space/bytes')
  expect([...readFileSync(path('merged.pb.gz')).subarray(0, 2)]).toEqual([0x1f, 0x8b])
  expect([...readProfileFile(path('merged.pb.gz')).samples.values]).toEqual([12])
})

test('may write to one of the profiles', async () => {
  const own = file('own.pb.gz', gzipSync(profileBytes()))
  expect(await run('merge', own, b, '--output', own)).toMatchObject({ exitCode: 0 })
  expect([...readProfileFile(own).samples.values]).toEqual([12])
})

test('replaces what a link leads to, not the link', async () => {
  file('target.pb.gz', new Uint8Array())
  symlinkSync(path('target.pb.gz'), path('link.pb.gz'))
  expect(await run('merge', a, '-o', path('link.pb.gz'))).toMatchObject({ exitCode: 0 })
  expect([...readProfileFile(path('target.pb.gz')).samples.values]).toEqual([5])
})

test.each([
  [['-o', 'x.pb.gz'], "missing required argument 'FILES'; see vitest-leak --help"],
  [[a], "required option '-o, --output <FILE>' not specified; see vitest-leak --help"],
  [
    [a, other, '-o', path('x.pb.gz')],
    "'other.pb' has other sample types (make/bytes) than 'a.pb.gz' (space/bytes): give profiles of one kind",
  ],
  [[a, '-o', path('nowhere/x.pb.gz')], "'nowhere/x.pb.gz' cannot be written, its folder is not there: make it first"],
  [[a, '-o', path('folder')], "'folder' is a folder: give the name of a file in it"],
  [[a, '-o', '/dev/null'], "'/dev/null' is no file: give the name of one, such as merged.pb.gz"],
])('wrong use: %j', async (args, sentence) => {
  mkdirSync(path('folder'), { recursive: true })
  const before = readFileSync(a)
  const { exitCode, stdout, stderr } = await run('merge', ...args)
  expect({ exitCode, stdout, stderr: withoutFolder(stderr) }).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `vitest-leak: ${sentence}`,
  })
  expect(readFileSync(a)).toEqual(before)
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
})
