import { fileURLToPath } from 'node:url'
import { type OffHeap, readOffHeap, readSweptOffHeap } from '../heap/off-heap.ts'
import { openHeapSource } from '../heap/open-source.ts'
import { pauseTierUp, quieten } from '../heap/tier-up.ts'
import type { AllocationNode } from '../profile/allocation-node.ts'
import { profileFromTree } from '../profile/from-v8.ts'
import { type Origin, originOf as originByRoot } from '../profile/origin.ts'
import type { Profile } from '../profile/profile.ts'
import { claimHeapProfiler, profilerStopped } from './claim.ts'

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
  const release = claimHeapProfiler()
  const source = openHeapSource()
  const restoreQuiet = quieten()
  let resumeTierUp: (() => void) | undefined = pauseTierUp()
  let isStarted = false
  let offHeap = readOffHeap()
  const stop = (): void => {
    if (isStarted) source.stop()
    isStarted = false
  }
  let isOpen = true
  return {
    start(intervalBytes, stackDepth) {
      stop()
      // Its first calls make things that live on.
      for (let i = 0; i < 3; i++) offHeap = readOffHeap()
      source.start(intervalBytes, stackDepth)
      isStarted = true
    },
    stop,
    checkpoint(calls) {
      try {
        offHeap = readSweptOffHeap(offHeap)
        return { calls, tree: source.read(), ...offHeap }
      } catch (cause) {
        throw profilerStopped(cause)
      }
    },
    setTierUp(allowed) {
      if (allowed) {
        resumeTierUp?.()
        resumeTierUp = undefined
      } else {
        resumeTierUp ??= pauseTierUp()
      }
    },
    close() {
      if (!isOpen) return
      isOpen = false
      release()
      restoreQuiet()
      resumeTierUp?.()
      stop()
    },
  }
}
