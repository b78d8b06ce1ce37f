import { fileURLToPath } from 'node:url'
import { usedHeapBytes } from '../heap/allocation-rate.ts'
import type { HeapSource } from '../heap/heap-source.ts'
import { type OffHeap, offHeapGrowth, readOffHeap, readSweptOffHeap } from '../heap/off-heap.ts'
import { openHeapSource } from '../heap/open-source.ts'
import { hasRecordingMark, makeVitestLeakRecordingMark } from '../heap/recording-mark.ts'
import { pauseTierUp, quieten } from '../heap/tier-up.ts'
import { type Undoing, undo } from '../heap/undoing.ts'
import type { Totals } from '../judge/totals.ts'
import type { AllocationNode } from '../profile/allocation-node.ts'
import { profileFromTree } from '../profile/from-v8.ts'
import { type Origin, originOf as originByRoot } from '../profile/origin.ts'
import type { Profile } from '../profile/profile.ts'
import { claimHeapProfiler, profilerInUse, profilerStopped } from './claim.ts'

/** This package's code: `src/` in development, the package's folder when installed. */
const OWN_ROOT = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/')

export const originOf = (file: string): Origin => originByRoot(file, OWN_ROOT)

/**
 * What is alive at a checkpoint of what was allocated since recording began, as V8 hands it out: while recording goes on, every object
 * that is made of it is recorded too.
 */
export interface Checkpoint extends OffHeap {
  readonly calls: number
  readonly tree: AllocationNode
}

/** Raw stacks, in generated positions, without this package's own allocations. */
export const profileOf = (checkpoint: Checkpoint, arrayBufferSizes?: ReadonlySet<number>): Profile =>
  profileFromTree(checkpoint.tree, (frame) => originOf(frame.file) === 'own', arrayBufferSizes)

export interface Recording {
  /** Records from now on, in place of what was recorded before. */
  start(intervalBytes: number, stackDepth: number): void
  stop(): void
  checkpoint(calls: number): Checkpoint
  /**
   * Adds what is alive in all, whoever made it, after so many more calls. Off the heap it is what has been added since this was opened.
   * Absent for the heap of another process.
   */
  readonly readTotal?: (totals: Totals, calls: number) => void
  /** Whether functions may be compiled to a faster tier. At first they may not: compilers allocate. */
  setTierUp(allowed: boolean): void
  /** Leaves V8 as it was found. May be called twice. */
  close(): void
}

/**
 * Opens the isolate's one heap profiler, with tier-up paused.
 *
 * @throws MeasurementError when it is in use already
 */
export function openRecording(): Recording {
  const undoing = undo()
  try {
    undoing.add(claimHeapProfiler())
    return recordingBy(openHeapSource(), undoing)
  } catch (error) {
    undoing.all()
    throw error
  }
}

function recordingBy(source: HeapSource, undoing: Undoing): Recording {
  let isStarted = false
  let isExact = false
  const stop = (): void => {
    const wasStarted = isStarted
    isStarted = false
    if (wasStarted) source.stop()
  }
  const read = (): AllocationNode => {
    const tree = source.read()
    if (isExact && !hasRecordingMark(tree)) throw new Error('another recording has taken the place of this one')
    return tree
  }
  undoing.add(() => quietly(stop))
  undoing.add(quieten())
  let resumeTierUp: (() => void) | undefined = pauseTierUp()
  undoing.add(() => resumeTierUp?.())
  let offHeap = readOffHeap()
  const offHeapAtFirst = offHeap
  return {
    start(intervalBytes, stackDepth) {
      stop()
      // Its first calls make things that live on.
      for (let i = 0; i < 3; i++) offHeap = readOffHeap()
      try {
        source.start(intervalBytes, stackDepth)
      } catch (cause) {
        throw profilerInUse(cause)
      }
      isStarted = true
      isExact = intervalBytes === 1
      makeVitestLeakRecordingMark()
    },
    stop,
    checkpoint(calls) {
      try {
        offHeap = readSweptOffHeap(offHeap)
        return { calls, tree: read(), ...offHeap }
      } catch (cause) {
        throw profilerStopped(cause)
      }
    },
    readTotal(totals, calls) {
      offHeap = readSweptOffHeap(offHeap)
      const at = totals.length++
      totals.calls[at] = at === 0 ? calls : (totals.calls[at - 1] as number) + calls
      totals.heapBytes[at] = usedHeapBytes()
      totals.offHeapBytes[at] = offHeapGrowth(offHeap, offHeapAtFirst)
    },
    setTierUp(allowed) {
      if (allowed) {
        resumeTierUp?.()
        resumeTierUp = undefined
      } else {
        resumeTierUp ??= pauseTierUp()
      }
    },
    close: undoing.all,
  }
}

/** Somebody else has stopped it, and that is told by the checkpoint that could not be read. */
function quietly(stop: () => void): void {
  try {
    stop()
  } catch {}
}
