import { type Ignore, isRegExp, type LeakDefaults } from '../options.ts'
import type { PerTestSettings } from '../per-test/options.ts'

/** What the plugin tells the workers. */
export interface Provided {
  readonly root?: string | undefined
  readonly colors?: boolean | undefined
  /** Whether a person is looking on. */
  readonly terminal?: boolean | undefined
  readonly defaults: LeakDefaults
  /** Absent where tests are measured only if they say so. */
  readonly perTest?: PerTestSettings | undefined
  /** Whether per-test figures are compared with the committed ones. */
  readonly baseline?: { readonly tolerance?: number } | undefined
  /** Whether a reporter is there that shows annotations of all tests. */
  readonly annotations?: boolean | undefined
}

/** The same, as JSON carries it: Vitest 3 sends nothing else to a forked process. */
export interface ProvidedJson extends Omit<Provided, 'defaults'> {
  readonly defaults: Omit<LeakDefaults, 'settle' | 'ignore'>
  readonly ignore: readonly (string | { readonly source: string; readonly flags: string })[]
}

/** What goes to the workers; functions do not. */
export function provided({ defaults, ...others }: Provided): ProvidedJson {
  const { settle: _, ignore, ...rest } = defaults
  const entries = [ignore ?? []]
    .flat()
    .filter((entry): entry is Exclude<Ignore, (...args: never) => unknown> => typeof entry !== 'function')
  return {
    ...others,
    defaults: rest,
    ignore: entries.map((entry) => (isRegExp(entry) ? { source: entry.source, flags: entry.flags } : entry)),
  }
}

/** What has arrived in a worker. */
export function received(json: ProvidedJson | undefined): Provided {
  if (!json) return { defaults: {} }
  const { defaults, ignore, ...others } = json
  const entries = ignore.map((entry) => (typeof entry === 'string' ? entry : new RegExp(entry.source, entry.flags)))
  return { ...others, defaults: entries.length > 0 ? { ...defaults, ignore: entries } : defaults }
}
