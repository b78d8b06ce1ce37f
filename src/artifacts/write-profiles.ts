import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { functionNames } from '../profile/names.ts'
import { encodePprof } from '../profile/pprof.ts'
import type { Profile } from '../profile/profile.ts'
import { assertionFolder, makeFolder, RefusedPath } from './folder.ts'

export interface ProfilesToWrite {
  /** Absolute: the project's root. */
  readonly root: string
  /** Absolute, or relative to the root. */
  readonly testFile: string
  /** The test's full name, any text. */
  readonly testName: string
  /** 2 for the second failing assertion of a test, and so on. Default 1. */
  readonly occurrence?: number
  /** Raw stacks with mapped positions. */
  readonly base: Profile
  readonly current: Profile
  readonly diff: Profile
  /** Labels beside `test` and `file`. */
  readonly labels?: Readonly<Record<string, string>>
  readonly timeNanos?: bigint
  readonly durationNanos?: bigint
  readonly samplingIntervalBytes?: number
  /** Who holds what leaked, as JSON: `retainers.json` beside the profiles. */
  readonly retainers?: string | undefined
}

const RETAINERS = 'retainers.json'

/** The files' absolute paths, or in one line why there are none. */
export type WrittenProfiles =
  | { readonly base: string; readonly current: string; readonly diff: string }
  | { readonly reason: string }

/**
 * Writes `base`, `current` and `diff` as gzipped pprof files into the folder of this assertion, replacing those of
 * an earlier run. They get their names only when all three are complete: no reader ever sees half a
 * file, and what cannot be written leaves nothing behind.
 *
 * Never throws: an assertion has a leak to report, and that its profiles cannot be kept must not hide it.
 */
export function writeProfiles(input: ProfilesToWrite): WrittenProfiles {
  const { root, testFile, testName, occurrence, base, current, diff } = input
  const segments = assertionFolder(root, testFile, testName, occurrence)
  const temporary: string[] = []
  try {
    const folder = makeFolder(root, segments)
    const options = {
      labels: { ...input.labels, test: testName, file: fileLabel(root, testFile) },
      names: functionNames(base, current, diff),
      ...(input.timeNanos === undefined ? {} : { timeNanos: input.timeNanos }),
      ...(input.durationNanos === undefined ? {} : { durationNanos: input.durationNanos }),
      ...(input.samplingIntervalBytes === undefined ? {} : { samplingIntervalBytes: input.samplingIntervalBytes }),
    }
    const suffix = `.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
    const pathOf = (name: string): string => join(folder, name)
    const contents = new Map<string, string | Uint8Array>(
      Object.entries({ base, current, diff }).map(([name, profile]) => [
        `${name}.pb.gz`,
        gzipSync(encodePprof(profile, options)),
      ]),
    )
    if (input.retainers !== undefined) contents.set(RETAINERS, input.retainers)
    for (const [name, content] of contents) {
      temporary.push(pathOf(name) + suffix)
      // `wx`: a file or link that is already there is never written through.
      writeFileSync(pathOf(name) + suffix, content, { flag: 'wx' })
    }
    for (const name of contents.keys()) renameSync(pathOf(name) + suffix, pathOf(name))
    if (input.retainers === undefined) rmSync(pathOf(RETAINERS), { force: true })
    return { base: pathOf('base.pb.gz'), current: pathOf('current.pb.gz'), diff: pathOf('diff.pb.gz') }
  } catch (error) {
    for (const path of temporary) removeQuietly(path)
    return { reason: reasonOf(error, root) }
  }
}

const fileLabel = (root: string, testFile: string): string =>
  (isAbsolute(testFile) ? relative(root, testFile) : testFile).replaceAll('\\', '/')

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Where even this fails, the reason for the first failure is the one to report.
  }
}

/** One line, with the path as the project's people call it. */
export function reasonOf(error: unknown, root: string): string {
  if (error instanceof RefusedPath) return error.message
  if (!(error instanceof Error)) return String(error)
  const { path } = error as NodeJS.ErrnoException
  const what = /^[A-Z]+: [^,]+/.exec(error.message)?.[0] ?? error.message.split('\n', 1)[0] ?? ''
  return path === undefined ? what : `${what}: ${relative(root, path) || path}`
}
