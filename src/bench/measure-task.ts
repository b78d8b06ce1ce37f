import { type Hooks, hasHooks } from '../measure/allocated/hooks.ts'
import { type AllocatedResult, measureAllocated } from '../measure/allocated/measure-allocated.ts'
import { foldRuntime } from '../profile/fold.ts'
import { mapPositions } from '../profile/map.ts'
import { top } from '../profile/top.ts'
import { isV8CoverageTaken } from '../vitest/coverage.ts'
import { isRuntime } from '../vitest/runtime-frames.ts'
import { toSource } from '../vitest/source-positions.ts'

/** A function that allocates, with what one call of the benchmark makes in it. */
export interface TopSite {
  readonly functionName: string
  readonly file: string
  /** 1-based: where the function starts. */
  readonly line: number
  readonly bytes: number
  readonly objects: number
}

/** What one call of a benchmark allocates and keeps. */
export interface AllocationFigures {
  /** Bytes allocated, freed or not, on the heap and off it: Go's B/op. */
  readonly allocSpace: number
  /** Objects allocated on the heap: Go's allocs/op. */
  readonly allocObjects: number
  /** Bytes that are still there after full collections. */
  readonly retained: number
  /** Most bytes first. */
  readonly topSites: readonly TopSite[]
}

/** Called around each call, uncounted. */
export type TaskHooks = Hooks

/** A benchmark has no timeout of its own that is known here. */
const BUDGET_MS = 4000
const MOST_SITES = 5

/**
 * Measures a benchmark's function, once its timing is over: what is optimised by then is compiled again.
 *
 * @throws whatever the function or a hook throws
 */
export async function measureTask(fn: () => unknown, hooks: TaskHooks = {}): Promise<AllocationFigures> {
  const options = { budgetMs: BUDGET_MS, mayDeoptimise: !isV8CoverageTaken(), isReported: () => true }
  return figuresOf(await measureAllocated(fn, { ...options, hooks, asynchronous: hasHooks(hooks) }))
}

function figuresOf({ bytesPerCall, objectsPerCall, callsPerRound, sites }: AllocatedResult): AllocationFigures {
  const profile = foldRuntime(mapPositions(sites?.profile ?? [], toSource), isRuntime)
  return {
    allocSpace: bytesPerCall,
    allocObjects: objectsPerCall,
    retained: sites?.alive.bytesPerCall ?? 0,
    topSites: top(profile, { nodeCount: MOST_SITES })
      .rows.filter(({ flat }) => flat > 0)
      .map(({ frame: { functionName, file, line }, flat, objects }) => ({
        functionName,
        file,
        line,
        bytes: flat / callsPerRound,
        objects: objects / callsPerRound,
      })),
  }
}
