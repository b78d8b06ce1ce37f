import { nowMs } from '../clock.ts'
import { mostRetainedBytes } from '../measure/plan.ts'
import type { Course } from '../measure/steps.ts'
import type { ExplainRequest } from './explain-leak.ts'

/** Enough to tell what is held for good from what happens to be there. */
const MOST_CALLS = 64
const FIRST_CALLS = 4
const WANTED_OBJECTS = 16
const MOST_CALLS_OF_RARE = 1024
/** Each is looked at. */
const MOST_OBJECTS = 20_000
const MOST_KEPT_BYTES = 64 * 1024 * 1024
/** A table is made anew when it is full: at 1.5 or 2 times its size. */
const CALLS_TO_ENLARGE = 1.1

/** As many calls as it takes to see what is held for good, and as time and memory allow. */
export function* trackedCalls({
  sites,
  keptBytesPerCall,
  callsBefore,
  timeMs,
}: Pick<ExplainRequest, 'sites' | 'keptBytesPerCall' | 'callsBefore' | 'timeMs'>): Course<void> {
  const isTable = sites.every((site) => site.isTable)
  const rate = Math.max(...sites.map(({ objectsPerCall }) => objectsPerCall), WANTED_OBJECTS / MOST_CALLS_OF_RARE)
  const wanted = isTable
    ? Math.ceil(CALLS_TO_ENLARGE * callsBefore)
    : Math.min(MOST_CALLS_OF_RARE, Math.max(MOST_CALLS, Math.ceil(WANTED_OBJECTS / rate)))
  const objectsPerCall = sites.reduce((sum, site) => sum + site.objectsPerCall, 0)
  const inMemory = Math.min(
    Math.min(MOST_KEPT_BYTES, mostRetainedBytes()) / Math.max(1, keptBytesPerCall),
    MOST_OBJECTS / Math.max(0.001, objectsPerCall),
  )
  const most = Math.max(1, Math.min(wanted, Math.floor(inMemory)))
  const startMs = nowMs()
  let calls = 0
  let batch = FIRST_CALLS
  while (calls < most) {
    const size = Math.min(batch, most - calls)
    yield { call: size }
    calls += size
    const elapsedMs = nowMs() - startMs
    const affordable = Math.floor((calls * (timeMs - elapsedMs)) / Math.max(elapsedMs, 0.001))
    if (affordable < 1) return
    batch = Math.min(2 * batch, affordable)
  }
}
