import { nowMs } from '../clock.ts'
import type { Explained } from '../judge/rare.ts'
import {
  courseOf,
  goesOnGrowing,
  type HeapCourse,
  hasGrownInSteps,
  noTotals,
  seemsToGrow,
  type Totals,
} from '../judge/totals.ts'
import type { Readings } from './growth-readings.ts'
import { mostRetainedBytes } from './plan.ts'
import type { Recording } from './recording.ts'
import type { Course } from './steps.ts'
import type { TotalsPlan } from './totals-plan.ts'

const MOST_WINDOWS = 10
/** Of the budget, for windows after the second. */
const BUDGET_SHARE = 0.15
/** Of the same, where the heap has grown in each of them. */
const GROWING_SHARE = 0.35

type ReadTotal = NonNullable<Recording['readTotal']>

export interface TotalsLooked {
  readonly course: HeapCourse
  /** Before the first window and after each. */
  readonly totals: Totals
  /** What a call took. */
  readonly callMs: number
}

/**
 * A first look at bodies that allocate much: calls that are not recorded, which are ten to thirty times as fast, between collections that
 * say by how much the heap as a whole has grown. Code that keeps nothing is cleared by that; for whose objects they are, calls have to be
 * recorded.
 */
export function* totalsLook(
  readTotal: ReadTotal,
  all: Readings,
  plan: TotalsPlan,
  budgetMs: number,
  maxCalls: number,
): Course<TotalsLooked> {
  const startMs = nowMs()
  const totals = noTotals(1 + MOST_WINDOWS)
  yield* all.settle('at rest')
  readTotal(totals, all.totalCalls)
  let windowCalls = plan.firstCalls
  let callMs = 0
  const mostCalls = all.totalCalls + maxCalls
  let course: HeapCourse = 'open'
  for (let window = 1; window <= MOST_WINDOWS; window++) {
    const windowStart = nowMs()
    yield* all.call(windowCalls)
    callMs = (nowMs() - windowStart) / windowCalls
    yield* all.settle('at rest')
    readTotal(totals, windowCalls)
    course = courseOf(totals)
    if (course !== 'open') break
    windowCalls = nextWindow(totals, plan.windowCalls)
    if (
      all.totalCalls + windowCalls > mostCalls ||
      (window > 1 && isLate(totals, startMs, budgetMs, callMs * windowCalls, all))
    )
      break
  }
  if (course === 'open' && seemsToGrow(totals)) course = 'grows'
  return { course, totals, callMs }
}

/** A function of its own, since a generator keeps its last figures, which are objects: 16 B of growth each. */
const isLate = (
  totals: Totals,
  startMs: number,
  budgetMs: number,
  callsMs: number,
  { collectionMs }: Readings,
): boolean => nowMs() + callsMs + collectionMs - startMs > (hasPaused(totals) ? BUDGET_SHARE : GROWING_SHARE) * budgetMs

function nextWindow(totals: Totals, usual: number): number {
  const { length, calls } = totals
  // What seems to have stopped may be a table between two steps: only after twice as many calls it is not.
  const isDoubling = courseOf(totals) === 'open' && hasGrownInSteps(totals) && hasPaused(totals)
  return Math.max(1, Math.min(isDoubling ? (calls[length - 1] as number) : usual, roomCalls(totals)))
}

const hasPaused = ({ length, heapBytes }: Totals): boolean =>
  (heapBytes[length - 1] as number) <= (heapBytes[length - 2] as number)

/** Calls of a window that keep no more than their part of the memory, if each keeps what those of the last have kept. */
function roomCalls({ length, calls, heapBytes, offHeapBytes }: Totals): number {
  const [last, before] = [length - 1, length - 2]
  const grown = (column: Float64Array): number => Math.max(0, (column[last] as number) - (column[before] as number))
  const kept = Math.max(1, grown(heapBytes) + grown(offHeapBytes))
  return Math.floor((mostRetainedBytes() / MOST_WINDOWS / kept) * grown(calls))
}

/** Shares of the calls, no one a multiple of another. */
const SHARES = [0.29, 0.37, 0.24]
/** Before them: some hundred bytes of what was made for the recording go with the first calls after it. */
const SETTLING_SHARE = 0.1
/** Two after each. */
export const CONFIRMING_COLLECTIONS = 2 * (1 + SHARES.length)

/**
 * Windows of uneven length, not recorded, for growth that sites were looked for. The heap is at rest before. It is read after two collections:
 * what comes and goes does so at each second.
 *
 * @param calls in all of them
 */
export function* confirmTotals(
  readTotal: ReadTotal,
  all: Readings,
  { bytesPerCall, mostBytesPerCall }: Pick<Explained, 'bytesPerCall' | 'mostBytesPerCall'>,
  calls: number,
): Course<boolean> {
  const totals = noTotals(1 + SHARES.length)
  const sizeOf = (share: number): number => Math.max(1, Math.floor(share * calls))
  yield* all.call(sizeOf(SETTLING_SHARE))
  yield* all.settle('thoroughly')
  readTotal(totals, 0)
  for (const share of SHARES) {
    const size = sizeOf(share)
    yield* all.call(size)
    yield* all.settle('thoroughly')
    readTotal(totals, size)
  }
  return goesOnGrowing(totals, bytesPerCall, mostBytesPerCall)
}
