import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const folder = join(import.meta.dirname, 'fixtures/go')

/** Profiles that Go's runtime wrote of fixtures/go/main.go. */
export const goProfiles: readonly string[] = readdirSync(folder).filter((name) => name.endsWith('.pb.gz'))

export const goProfilePath = (name: string): string => join(folder, name)

/** Not compressed. */
export const goProfile = (name: string): Uint8Array => gunzipSync(readFileSync(goProfilePath(name)))

/** All of a profile as text, by Go's own reader. */
export const goRaw = (tmpdir: string, ...args: readonly string[]): string =>
  execFileSync('go', ['tool', 'pprof', '-raw', '-symbolize=none', ...args], {
    encoding: 'utf8',
    env: { ...process.env, PPROF_TMPDIR: tmpdir, HOME: tmpdir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
