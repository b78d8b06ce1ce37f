import { nowMs } from '../../clock.ts'
import { cpuMs, waitForCompilers } from '../../heap/steady-state.ts'
import type { Course } from '../steps.ts'
import type { Recorder } from './recorder.ts'

/** The smallest functions are optimised after 25,000 calls at the latest (measured on Node 20 to 26, see docs/how-it-works.md). */
const CALLS = 25_000
const MOST_CPU_MS = 120
/** Of which the hooks take the most. */
const MOST_CPU_MS_WITH_HOOKS = 500
const BUDGET_SHARE = 0.15

export interface WarmedUp {
  readonly calls: number
  /** One of the last calls. */
  readonly callMs: number
}

/**
 * Calls the body until V8 has compiled it as well as it will, in ever longer batches with a rest after each: code is compiled on
 * another thread, and installed by the call after.
 */
export function* warmUp(recorder: Recorder, wanted: number | undefined, budgetMs: number): Course<WarmedUp> {
  const endMs = nowMs() + BUDGET_SHARE * budgetMs
  const endCpuMs = cpuMs() + (recorder.isPiecewise ? MOST_CPU_MS_WITH_HOOKS : MOST_CPU_MS)
  let calls = 0
  let callMs = 0
  for (let batch = 1; ; batch *= 2) {
    const left = (wanted ?? CALLS) - calls
    if (left <= 0) return { calls, callMs }
    const count = Math.min(batch, left)
    const startMs = nowMs()
    yield* recorder.calls(count)
    callMs = (nowMs() - startMs) / count
    calls += count
    waitForCompilers()
    if (wanted === undefined && (nowMs() >= endMs || cpuMs() >= endCpuMs)) return { calls, callMs }
  }
}
