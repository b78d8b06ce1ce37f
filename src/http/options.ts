import type { IncomingMessage } from 'node:http'
import { inspect } from 'node:util'
import { startSampling } from './sampling.ts'

/** Options of `heapProfiles`. */
export interface HeapProfilesOptions {
  /**
   * Who may ask, in place of the rule that only this machine may, under a name of its own, and without a proxy. It alone decides: a
   * profile tells names of functions and files, and a recording slows the process down.
   */
  readonly allow?: ((request: IncomingMessage) => boolean) | undefined
  /** Mean distance of sampled allocations in bytes. Default 524288, as in Go. */
  readonly samplingInterval?: number | undefined
  /** Whether to sample from now on, and not from the first request on. Default: no. */
  readonly start?: boolean | undefined
}

/** Go's `runtime.MemProfileRate`. */
const DEFAULT_INTERVAL_BYTES = 512 * 1024

const checks: Readonly<Record<keyof HeapProfilesOptions, readonly [(value: unknown) => boolean, string]>> = {
  allow: [(value) => typeof value === 'function', 'a function that tells whether a request may have a profile'],
  samplingInterval: [
    (value) => Number.isSafeInteger(value) && (value as number) >= 1,
    'a whole number of bytes from 1',
  ],
  start: [(value) => typeof value === 'boolean', 'true or false'],
}

/**
 * Options with their defaults; begins to sample if they say so.
 *
 * @throws TypeError one sentence, for an option that is not known or not valid
 */
export function prepared(
  options: HeapProfilesOptions,
): Pick<HeapProfilesOptions, 'allow'> & { samplingInterval: number } {
  checkOptions(options)
  const { allow, samplingInterval = DEFAULT_INTERVAL_BYTES, start = false } = options
  if (start) tryToStart(samplingInterval)
  return { allow, samplingInterval }
}

function tryToStart(samplingInterval: number): void {
  try {
    startSampling(samplingInterval)
  } catch {
    // Node was started with --heap-prof, for example: no reason for a server not to start. The first request is told.
  }
}

function checkOptions(options: HeapProfilesOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(checks, name)) {
      throw new TypeError(`heapProfiles(): there is no option '${name}', only ${Object.keys(checks).join(', ')}`)
    }
    const [isValid, expected] = checks[name as keyof HeapProfilesOptions]
    if (value !== undefined && !isValid(value)) {
      throw new TypeError(`heapProfiles(): option '${name}' is ${expected}, not ${inspect(value, { depth: 0 })}`)
    }
  }
}
