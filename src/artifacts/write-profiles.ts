import { isAbsolute, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { functionNames } from '../profile/names.ts'
import { encodePprof, type PprofOptions } from '../profile/pprof.ts'
import type { Profile } from '../profile/profile.ts'
import { failurePage } from './page/failure-page.ts'
import { type AssertionFiles, writeFiles } from './write-files.ts'

interface PprofFiles extends AssertionFiles {
  /** Labels beside `test` and `file`. */
  readonly labels?: Readonly<Record<string, string>>
  readonly timeNanos?: bigint
  readonly durationNanos?: bigint
  readonly samplingIntervalBytes?: number
}

export interface ProfilesToWrite extends PprofFiles {
  /** Raw stacks with mapped positions. */
  readonly base: Profile
  readonly current: Profile
  readonly diff: Profile
  /** What the page shows of the diff: without the frames of the runner, which fill a screen. Default: all of it. */
  readonly shown?: Profile
  /** Who holds what leaked, as JSON: `retainers.json` beside the profiles. */
  readonly retainers?: string | undefined
}

export interface AllocsToWrite extends PprofFiles {
  /** Raw stacks with mapped positions: all that was allocated, and what of it is alive. */
  readonly allocated: Profile
  readonly alive: Profile
}

/** The files' absolute paths, or in one line why there are none. */
export type WrittenProfiles =
  | { readonly base: string; readonly current: string; readonly diff: string; readonly page?: string }
  | { readonly reason: string }

export type WrittenAllocs = { readonly allocs: string; readonly page?: string } | { readonly reason: string }

const PAGE = 'page.html'

const pageOf = ({ folder, names }: { readonly folder: string; readonly names: ReadonlySet<string> }) =>
  names.has(PAGE) ? { page: join(folder, PAGE) } : {}

/** Writes `base`, `current` and `diff` as gzipped pprof files into the folder of this assertion, all or none. Never throws. */
export function writeProfiles(input: ProfilesToWrite): WrittenProfiles {
  const { base, current, diff, shown = diff } = input
  const written = writeFiles(input, () => {
    const options = { ...pprofOptions(input), names: functionNames(base, current, diff) }
    return {
      'base.pb.gz': gzipSync(encodePprof(base, options)),
      'current.pb.gz': gzipSync(encodePprof(current, options)),
      'diff.pb.gz': gzipSync(encodePprof(diff, options)),
      'retainers.json': input.retainers,
      [PAGE]: failurePage({ ...input, profile: encodePprof(shown, options), title: input.testName, isDiff: true }),
    }
  })
  if ('reason' in written) return written
  const pathOf = (name: string): string => join(written.folder, `${name}.pb.gz`)
  return { base: pathOf('base'), current: pathOf('current'), diff: pathOf('diff'), ...pageOf(written) }
}

/** Writes `allocs.pb.gz`, with all four sample types, as `writeProfiles` does. */
export function writeAllocs(input: AllocsToWrite): WrittenAllocs {
  const { allocated, alive } = input
  const written = writeFiles(input, () => {
    const options = { ...pprofOptions(input), names: functionNames(allocated, alive), allocated }
    const encoded = encodePprof(alive, options)
    return {
      'allocs.pb.gz': gzipSync(encoded),
      [PAGE]: failurePage({ ...input, profile: encoded, title: input.testName, isDiff: false }),
    }
  })
  return 'reason' in written ? written : { allocs: join(written.folder, 'allocs.pb.gz'), ...pageOf(written) }
}

function pprofOptions({ root, testFile, testName, ...input }: PprofFiles): PprofOptions {
  const file = (isAbsolute(testFile) ? relative(root, testFile) : testFile).replaceAll('\\', '/')
  return {
    labels: { ...input.labels, test: testName, file },
    ...(input.timeNanos === undefined ? {} : { timeNanos: input.timeNanos }),
    ...(input.durationNanos === undefined ? {} : { durationNanos: input.durationNanos }),
    ...(input.samplingIntervalBytes === undefined ? {} : { samplingIntervalBytes: input.samplingIntervalBytes }),
  }
}
