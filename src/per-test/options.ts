import { inspect } from 'node:util'
import { type Limit, type LimitInput, parseLimit, type Size } from '../judge/limit.ts'

/** What a test may say of itself: `test(name, { meta: { leak: { retain: '1 MB' } } }, fn)`. */
export interface TestLeakMeta {
  /** The most that the test may keep alive, after its hooks and a full collection: bytes, `'1 MB'`, or `{ space, objects }`. */
  readonly retain?: LimitInput | undefined
  /** The most that the test and its hooks may allocate, freed or not: bytes or `'100 MB'`. */
  readonly allocate?: Size | undefined
  /** Whether to tell what the test allocates, without a limit. Default: no, unless there is one. */
  readonly allocations?: boolean | undefined
}

/** How tests are measured, and their limits where they have none of their own. */
export interface PerTestOptions extends TestLeakMeta {
  /** Globs of the test files to measure, from the project's root. Default: all. */
  readonly include?: string | readonly string[] | undefined
  /** Mean distance of recorded allocations in bytes. Default 512, less for a limit below 512 kB, 1 (all) for a limit of objects. */
  readonly samplingInterval?: number | undefined
}

/** Whether tests are measured: all, those in files that match a glob, or with limits. */
export type PerTest = boolean | string | readonly string[] | PerTestOptions

/** The same in plain figures, as the workers get it. */
export interface PerTestSettings {
  readonly include?: readonly string[]
  readonly retain?: Limit
  readonly allocateBytes?: number
  readonly isAllocationAsked?: boolean
  readonly samplingInterval?: number
  /** Whether the limit of what is kept is the test's own. */
  readonly isOwnLimit?: boolean
}

const META_OPTIONS = ['retain', 'allocate', 'allocations'] as const
const OPTIONS = [...META_OPTIONS, 'include', 'samplingInterval'] as const

/**
 * Reads `leak({ perTest })`.
 *
 * @returns nothing where tests are not measured
 * @throws TypeError one sentence with the option, its value and what it may be
 */
export function perTestSettings(perTest: unknown): PerTestSettings | undefined {
  if (perTest === undefined || perTest === false) return undefined
  if (perTest === true) return {}
  if (isGlobs(perTest)) return { include: [perTest].flat() }
  if (!isRecord(perTest)) {
    throw new TypeError(
      `option 'perTest' is true, a glob of test files, or { include, retain: '5 MB', allocate, allocations }, not ${shown(perTest)}`,
    )
  }
  const { include, samplingInterval } = perTest
  refuseUnknown(perTest, OPTIONS, 'perTest')
  if (include !== undefined && !isGlobs(include)) {
    throw new TypeError(`option 'perTest.include' is a glob of test files or an array of these, not ${shown(include)}`)
  }
  if (
    samplingInterval !== undefined &&
    !(Number.isSafeInteger(samplingInterval) && (samplingInterval as number) >= 1)
  ) {
    throw new TypeError(
      `option 'perTest.samplingInterval' is a whole number of bytes from 1, not ${shown(samplingInterval)}`,
    )
  }
  return {
    ...limitsOf(perTest, 'perTest'),
    ...(include === undefined ? {} : { include: [include].flat() }),
    ...(samplingInterval === undefined ? {} : { samplingInterval: samplingInterval as number }),
  }
}

/**
 * What holds for one test.
 *
 * @param meta `meta.leak` of the test: `true` and limits have it measured wherever it is, `false` never
 * @param defaults of `leak({ perTest })`, for a file that it is for
 * @returns nothing where the test is not measured
 * @throws TypeError what is wrong with `meta`
 */
export function settingsOfTest(meta: unknown, defaults: PerTestSettings | undefined): PerTestSettings | undefined {
  if (meta === undefined || meta === null) return defaults
  if (meta === false) return undefined
  if (meta === true) return defaults ?? {}
  if (!isRecord(meta))
    throw new TypeError(`meta.leak is true, false or { retain: '1 MB', allocate, allocations }, not ${shown(meta)}`)
  refuseUnknown(meta, META_OPTIONS, 'meta.leak')
  const own = limitsOf(meta, 'meta.leak')
  return { ...defaults, ...own, ...(own.retain && { isOwnLimit: true }) }
}

const DEFAULT_INTERVAL_BYTES = 512
const SAMPLES_AT_LIMIT = 1000
const EXACT_LIMIT_BYTES = 1024 * 1024
const SAMPLES_AT_OWN_LIMIT = 10_000

/**
 * 512 bytes tell a megabyte to 2 %, and cost a tenth of what recording every allocation does: most of a measured test is its collection
 * then. A limit for all tests is measured to 3 %, and one that a test has itself as `toNotRetainMoreThan` does: exactly up to 1 MB, to
 * 1 % above.
 */
export function samplingIntervalOf({ samplingInterval, retain, isOwnLimit = false }: PerTestSettings): number {
  if (samplingInterval !== undefined) return samplingInterval
  if (retain?.objects !== undefined) return 1
  const { space = Infinity } = retain ?? {}
  if (isOwnLimit && space <= EXACT_LIMIT_BYTES) return 1
  const finest = Math.floor(space / (isOwnLimit ? SAMPLES_AT_OWN_LIMIT : SAMPLES_AT_LIMIT))
  return Math.max(1, Math.min(DEFAULT_INTERVAL_BYTES, finest))
}

function limitsOf(options: Record<string, unknown>, name: string): Partial<PerTestSettings> {
  const { retain, allocate, allocations } = options
  if (allocations !== undefined && typeof allocations !== 'boolean') {
    throw new TypeError(`option '${name}.allocations' is true or false, not ${shown(allocations)}`)
  }
  const most = allocate === undefined ? undefined : limitOf(allocate, `${name}.allocate`)
  if (most && (most.objects !== undefined || most.space === undefined)) {
    throw new TypeError(
      `option '${name}.allocate' is bytes or '100 MB', not ${shown(allocate)}: objects of a whole test are not counted`,
    )
  }
  return {
    ...(retain === undefined ? {} : { retain: limitOf(retain, `${name}.retain`) }),
    ...(most?.space === undefined ? {} : { allocateBytes: most.space, isAllocationAsked: true }),
    ...(allocations === undefined ? {} : { isAllocationAsked: allocations || most !== undefined }),
  }
}

function limitOf(value: unknown, name: string): Limit {
  try {
    return parseLimit(value)
  } catch (error) {
    throw new TypeError(`option '${name}': ${(error as Error).message}`)
  }
}

function refuseUnknown(options: Record<string, unknown>, known: readonly string[], name: string): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new TypeError(`${name} has no '${unknown}', only ${known.join(', ')}`)
}

const isGlobs = (value: unknown): value is string | string[] =>
  Array.isArray(value) ? value.length > 0 && value.every(isGlob) : isGlob(value)

const isGlob = (value: unknown): value is string => typeof value === 'string' && value !== ''

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 4 })
