import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { readProfileFile } from '../../src/cli/read-profile-file.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { message, packed, profileBytes } from '../pprof/message.ts'

const folder = mkdtempSync(join(tmpdir(), 'vitest-leak-profile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(content: Uint8Array | string): string {
  const path = join(folder, 'x.pb.gz')
  writeFileSync(path, content)
  return path
}

const valid = profileBytes()
const HINT = "give a file in pprof's format, such as a diff.pb.gz of vitest-leak or a profile of Go's runtime/pprof"

test('compressed, or not', () => {
  expect(readProfileFile(file(valid)).samples.count).toBe(1)
  expect(readProfileFile(file(gzipSync(valid))).samples.count).toBe(1)
})

test('compressed in several parts', () => {
  const parts = [valid.subarray(0, 20), valid.subarray(20)].map((part) => gzipSync(part))
  expect(readProfileFile(file(Buffer.concat(parts))).samples.count).toBe(1)
})

test('more than fits into the first piece of room', () => {
  const samples = Array.from({ length: 50_000 }, () => message(2, packed(1, 1), packed(2, 5))).flat()
  const zipped = gzipSync(profileBytes({ samples }))
  expect(readProfileFile(file(zipped)).samples.count).toBe(50_000)
  // What the file says of its size may be wrong: too small, or larger than all there is.
  for (const claimed of [0, 0xffff_ffff]) {
    const lying = Uint8Array.from(zipped)
    new DataView(lying.buffer).setUint32(lying.length - 4, claimed, true)
    expect(() => readProfileFile(file(lying))).toThrow(/is damaged, gzip says 'incorrect length check'/)
  }
})

test('more than 2 GB is refused before it is unpacked', () => {
  const bytes = new Uint8Array(4_000_000)
  bytes.set(gzipSync(valid))
  bytes.fill(0xff, -4)
  const path = file(bytes)
  expect(() => readProfileFile(path)).toThrow(
    new UsageError(`'${path}' has more than 2 GB in it, uncompressed: record a shorter time`),
  )
})

test.each([
  ['nothing', '', "'x.pb.gz' is empty: record it again"],
  ['nothing, compressed', gzipSync(''), "'x.pb.gz' has nothing in it but gzip's frame: record it again"],
  [
    'half of it',
    gzipSync(valid).subarray(0, 60),
    "'x.pb.gz' breaks off in the middle, after 60 bytes: record it again",
  ],
  [
    'damage',
    gzipSync(valid).fill(0xff, 10, 40),
    "'x.pb.gz' is damaged, gzip says 'invalid block type': record it again",
  ],
  [
    'a text',
    'heap profile: 1: 2 [3: 4] @ heap/1048576',
    `'x.pb.gz' is no valid pprof profile: it is a text, not protobuf: pprof's old text formats are not supported; ${HINT}`,
  ],
  [
    'a profile that is wrong',
    gzipSync(profileBytes({ samples: message(2, packed(1, 9)) })),
    `'x.pb.gz' is no valid pprof profile: sample 0 refers to location 9, which is not there; ${HINT}`,
  ],
])('%s', (_, content, sentence) => {
  const path = file(content)
  expect(() => readProfileFile(path)).toThrow(new UsageError(sentence.replace("'x.pb.gz'", `'${path}'`)))
})

test('a file that is not there, or a folder', () => {
  expect(() => readProfileFile('nowhere.pb.gz')).toThrow(new UsageError(`there is no file 'nowhere.pb.gz': ${HINT}`))
  expect(() => readProfileFile(folder)).toThrow(new UsageError(`'${folder}' is a folder: give the file in it`))
})
