const MOST_LEAKED_IN_WARM_UP = 256 * 2 ** 20
const MOST_LEAKED_IN_ROUND = 16 * 2 ** 20
/** What a measurement of allocations takes by itself at most. */
const MOST_CALLS_OF_ROUND = 250
const LEAST_BYTES_TO_LIMIT = 10 * 1024
const WARM_UP_SHARE = 0.15

/**
 * How often a body that leaks may be called to find out what it allocates: thousands of calls that keep a megabyte each are more memory
 * than there is.
 *
 * @param keptBytesPerCall what a call leaks
 * @param callMs how long one takes, at most
 * @returns nothing for small leaks, and bodies that have none
 */
export function allocationLimits(
  keptBytesPerCall: number,
  callMs: number,
  budgetMs: number,
): { warmup?: number; calls?: number } {
  if (keptBytesPerCall < LEAST_BYTES_TO_LIMIT) return {}
  const inTime = (WARM_UP_SHARE * budgetMs) / Math.max(callMs, 1e-3)
  const calls = Math.floor(MOST_LEAKED_IN_ROUND / keptBytesPerCall)
  return {
    warmup: Math.max(1, Math.floor(Math.min(MOST_LEAKED_IN_WARM_UP / keptBytesPerCall, inTime))),
    ...(calls < MOST_CALLS_OF_ROUND && { calls: Math.max(1, calls) }),
  }
}
