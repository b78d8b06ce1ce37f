import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { decodeProfile } from '../../src/pprof/decode.ts'
import { diffProfile } from '../../src/pprof/diff.ts'
import { encodeProfile } from '../../src/pprof/encode.ts'
import { mergeProfiles } from '../../src/pprof/merge.ts'
import type { PprofProfile } from '../../src/pprof/pprof-profile.ts'
import { hasGoFor } from '../go.ts'
import { goProfile, goProfilePath, goProfiles, goRaw } from './go-profiles.ts'

// Go reads what we wrote, and prints the same as for what it has read, merged or subtracted itself.

const hasGo = hasGoFor('comparison with `go tool pprof`')

const folder = mkdtempSync(join(tmpdir(), 'vitest-leak-merge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function rawOf(profile: PprofProfile): string {
  const path = join(folder, 'profile.pb.gz')
  writeFileSync(path, gzipSync(encodeProfile(profile)))
  return goRaw(folder, path)
}

const [before, after] = ['allocs-before.pb.gz', 'allocs.pb.gz'] as const
const read = (name: string): PprofProfile => decodeProfile(goProfile(name))

describe.skipIf(!hasGo)('go tool pprof -raw', { timeout: 60_000 }, () => {
  test.each(goProfiles)('of %s', (name) => {
    expect(rawOf(read(name))).toBe(goRaw(folder, goProfilePath(name)))
  })

  test('of merged profiles', () => {
    const files = [before, after, before].map(goProfilePath)
    expect(rawOf(mergeProfiles([before, after, before].map(read)))).toBe(goRaw(folder, ...files))
  })

  test.each(['base', 'diff_base'] as const)('-%s', (kind) => {
    const byGo = goRaw(folder, `-${kind}=${goProfilePath(before)}`, goProfilePath(after))
    expect(rawOf(diffProfile(read(before), read(after), kind))).toBe(byGo)
  })
})
