import { nowMs } from '../../clock.ts'
import type { Course } from '../steps.ts'

/** More than for a function of this process: a server's first requests make connections, parsers and buffers. */
const LEAST_CALLS = 16
const MOST_CALLS = 64
const ENOUGH_MS = 100
/** Slow requests are warmed up for this share of the budget, but at least twice. */
const BUDGET_SHARE = 0.15

/**
 * Calls the body until the server is warm, while it records.
 *
 * @param calls exactly so many, when the user says so
 * @returns what the last of them took, in milliseconds each
 */
export function* warmUpRemotely(budgetMs: number, calls?: number): Course<{ calls: number; callMs: number }> {
  const startMs = nowMs()
  let done = 0
  let callMs = 0
  const nextBatch = (): number => {
    if (calls !== undefined) return Math.min(Math.max(1, done), calls - done)
    const elapsedMs = nowMs() - startMs
    if (done >= MOST_CALLS || (done >= LEAST_CALLS && elapsedMs >= ENOUGH_MS)) return 0
    const affordable = Math.floor((BUDGET_SHARE * budgetMs - elapsedMs) / Math.max(callMs, 0.001))
    return Math.max(done < 2 ? 1 : 0, Math.min(Math.max(1, done), affordable))
  }
  for (let size = nextBatch(); size > 0; size = nextBatch()) {
    const before = nowMs()
    yield { call: size }
    callMs = (nowMs() - before) / size
    done += size
  }
  return { calls: done, callMs }
}
