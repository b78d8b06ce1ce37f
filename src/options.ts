import { inspect } from 'node:util'
import type { RemoteHeap } from './heap/remote-heap.ts'
import { parseLimit, type Size } from './judge/limit.ts'
import type { Frame } from './profile/profile.ts'

/**
 * Call sites that do not count. A string is looked for in `handleRequest src/server.ts:21`, name and place of the site as the
 * report prints them; a RegExp is tested against the same; a function is asked with the frame.
 */
export type Ignore = string | RegExp | ((frame: Frame) => boolean)

/** How a failure is explained: with a heap snapshot, after the verdict. */
export interface ExplainOptions {
  /** A heap larger than this is left alone. A snapshot takes some times as much memory. Default '512 MB'. */
  readonly maxHeap?: Size | undefined
  /** Whether to keep the snapshot beside the profiles, for Chrome's DevTools. Default: no. */
  readonly snapshot?: boolean | undefined
}

/** Options of `toLeak`. */
export interface LeakOptions {
  /** Calls before anything is recorded. Default: until the body is warm, at least 8. */
  readonly warmup?: number | undefined
  /** Most recorded calls. Default 8192; 2048 with `heap`. */
  readonly maxCalls?: number | undefined
  /** Milliseconds that the measurement may take. Default: about 55 % of what is left of the test's timeout, at most 10 s. */
  readonly budget?: number | undefined
  /** Called before each checkpoint, and awaited when the body is asynchronous: flush a queue, close idle connections. */
  readonly settle?: (() => unknown) | undefined
  readonly ignore?: Ignore | readonly Ignore[] | undefined
  /** Mean distance of recorded allocations in bytes. Default 1: all are recorded, unless a call allocates too much for that. */
  readonly samplingInterval?: number | undefined
  /** Whether a failure is to say who holds the memory, and how. Default: yes. */
  readonly explain?: boolean | ExplainOptions | undefined
  /** Whose heap is measured: a server's, by `remoteHeap()` of `vitest-leak/http`. Default: that of this process. */
  readonly heap?: RemoteHeap | undefined
}

/** Options of `toNotRetainMoreThan`. */
export interface RetainOptions {
  /** Calls that are measured. Default 1. */
  readonly calls?: number | undefined
  /** Calls before them, which fill caches. Default 0. */
  readonly warmup?: number | undefined
  /** As for `toLeak`. */
  readonly settle?: (() => unknown) | undefined
  /** As for `toLeak`. */
  readonly samplingInterval?: number | undefined
  /** As for `toLeak`. */
  readonly explain?: boolean | ExplainOptions | undefined
}

/** Options of `toNotAllocateMoreThan`. */
export interface AllocateOptions {
  /** Calls before anything is recorded. Default: until the body is optimised code, at most 25,000 calls or 120 ms of the processor. */
  readonly warmup?: number | undefined
  /** Calls of a round. Default: as many as make some thousand objects, at most 250. */
  readonly calls?: number | undefined
  /** Most rounds. Default 20; no more are needed when three in a row agree. */
  readonly rounds?: number | undefined
  /** As for `toLeak`. */
  readonly budget?: number | undefined
}

/** Options of `toBeCollected`. */
export interface CollectedOptions {
  /** Called before the collections, and awaited when the factory is asynchronous. */
  readonly settle?: (() => unknown) | undefined
  /** As for `toLeak`. */
  readonly explain?: boolean | ExplainOptions | undefined
}

/** Options of `toMatchHeapBaseline`. */
export interface BaselineOptions {
  /** Share by which a figure may be over the committed one. Default 0.05: 5 %. */
  readonly tolerance?: number | undefined
  /** As for `toLeak`. */
  readonly budget?: number | undefined
  /** As for `toLeak`. */
  readonly settle?: (() => unknown) | undefined
  /** As for `toLeak`. */
  readonly ignore?: Ignore | readonly Ignore[] | undefined
  /** As for `toLeak`. */
  readonly explain?: boolean | ExplainOptions | undefined
}

/**
 * What a project's defaults may say; `warmup` is not shared between matchers, since cold code is the caller's choice there, and which heap
 * is measured is for each assertion to say.
 */
export type LeakDefaults = Omit<LeakOptions, 'heap'>

type Check = readonly [isValid: (value: unknown) => boolean, expected: string]

const wholeFrom = (least: number, unit: string): Check => [
  (value) => Number.isSafeInteger(value) && (value as number) >= least,
  `a whole number of ${unit} from ${least}`,
]

const isIgnore = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '') || isRegExp(value) || typeof value === 'function'

/** By tag: a RegExp of a vm context is no instance of this one's. */
export const isRegExp = (value: unknown): value is RegExp => Object.prototype.toString.call(value) === '[object RegExp]'

function isExplain(value: unknown): boolean {
  if (typeof value === 'boolean') return true
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { maxHeap, snapshot, ...others } = value as Record<string, unknown>
  const isKnown = Object.keys(others).length === 0 && ['boolean', 'undefined'].includes(typeof snapshot)
  return isKnown && (maxHeap === undefined || isSize(maxHeap))
}

function isSize(value: unknown): boolean {
  try {
    return parseLimit(value).objects === undefined
  } catch {
    return false
  }
}

const isRemoteHeap = (value: unknown): boolean => typeof (value as Partial<RemoteHeap> | null)?.open === 'function'

const checks = {
  warmup: wholeFrom(0, 'calls'),
  maxCalls: wholeFrom(1, 'calls'),
  calls: wholeFrom(1, 'calls'),
  rounds: wholeFrom(1, 'rounds'),
  samplingInterval: wholeFrom(1, 'bytes'),
  budget: [(value) => typeof value === 'number' && value > 0 && value < Infinity, 'a number of milliseconds above 0'],
  tolerance: [
    (value) => typeof value === 'number' && value >= 0 && value <= 1,
    'a share of the committed figure from 0 to 1, such as 0.05 for 5 %',
  ],
  settle: [(value) => typeof value === 'function', 'a function'],
  ignore: [
    (value) => (Array.isArray(value) ? value.every(isIgnore) : isIgnore(value)),
    'a string, a RegExp, a function, or an array of these',
  ],
  explain: [isExplain, "true, false, or { maxHeap: '512 MB', snapshot: true }"],
  profiles: [(value) => typeof value === 'boolean', 'true or false'],
  heap: [isRemoteHeap, "what remoteHeap('http://127.0.0.1:3000') of vitest-leak/http returns"],
} as const satisfies Record<string, Check>

type OptionName = keyof typeof checks

export const LEAK_OPTIONS = ['warmup', 'maxCalls', 'budget', 'settle', 'ignore', 'samplingInterval', 'explain'] as const
export const TO_LEAK_OPTIONS = [...LEAK_OPTIONS, 'heap'] as const
export const RETENTION_OPTIONS = [...LEAK_OPTIONS, 'profiles'] as const
export const COLLECTED_OPTIONS = ['settle', 'explain'] as const
export const ALLOCATE_OPTIONS = ['warmup', 'calls', 'rounds', 'budget'] as const
export const BASELINE_OPTIONS = ['tolerance', 'budget', 'settle', 'ignore', 'explain'] as const
export const RETAIN_OPTIONS = ['calls', 'warmup', 'settle', 'samplingInterval', 'explain'] as const

/**
 * What is wrong with options, or nothing.
 *
 * @param known names of the options that there are
 * @returns one sentence that names the option and shows its value
 */
export function problemWith(options: unknown, known: readonly OptionName[]): string | undefined {
  if (options === undefined) return undefined
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    return `options are an object, not ${shown(options)}`
  }
  for (const [name, value] of Object.entries(options)) {
    const option = known.find((each) => each === name)
    if (!option) return `there is no option '${name}', only ${known.join(', ')}`
    if (value === undefined) continue
    const [isValid, expected] = checks[option]
    if (!isValid(value)) return `option '${name}' is ${expected}, not ${shown(value)}`
  }
  return undefined
}

const shown = (value: unknown): string => inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 4 })

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without what is `undefined`, so that it leaves a default alone. */
export const given = <T extends object>(options: T | undefined): Given<T> =>
  Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined)) as Given<T>
