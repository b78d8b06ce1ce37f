import { type AllocatedTotal, countAllocated } from '../heap/allocated-total.ts'
import { usedHeapBytes } from '../heap/allocation-rate.ts'
import { collectYoungGarbage } from '../heap/garbage-collector.ts'
import { type OffHeap, offHeapGrowth, readOffHeap, readSweptOffHeap } from '../heap/off-heap.ts'
import { openHeapSource } from '../heap/open-source.ts'
import type { AllocationNode } from '../profile/allocation-node.ts'
import { profileFromTree } from '../profile/from-v8.ts'
import { type Kept, keptBy } from '../profile/kept-by.ts'
import { fileOfScript, type Origin } from '../profile/origin.ts'
import type { Profile } from '../profile/profile.ts'
import { arrayBufferSizes } from './array-buffer-size.ts'
import { claimInBackground, profilerStopped } from './claim.ts'
import { originOf } from './recording.ts'
import { objectsOf, type RetainedFigures, replacedBytes, retainedFigures } from './retained-figures.ts'
import { settleQuickly, settleQuicklySync, settleThoroughly } from './settle.ts'

/** A worker after a full collection: where the next test starts from. */
export interface HeapAtRest extends OffHeap {
  readonly heapBytes: number
}

export interface WholeTestOptions {
  /** Mean distance of recorded allocations in bytes. */
  readonly samplingIntervalBytes: number
  /** Whether to tell what the test allocates, too. */
  readonly isAllocationAsked: boolean
  /** How the measurement before this one left the worker. Default: it is collected now. */
  readonly rest?: HeapAtRest | undefined
  /** A measurement in the test has taken the profiler, and this one is over. */
  readonly onGivenUp: () => void
}

/** What a test keeps, without its stacks. */
export interface WholeTestFigures {
  readonly bytes: number
  readonly objects: number
  /** By who answers for it; bytes on the heap. */
  readonly kept: readonly Kept[]
  readonly before: HeapAtRest
  readonly after: HeapAtRest
}

export interface AllocatedFigures {
  /** Freed or not, on the heap and off it. */
  readonly bytes: number
  /** What of it was recorded and not yet collected at the end, as V8 has it: all of it where nothing was. */
  readonly recorded: AllocationNode
}

/** The recording of one test. Code runs as it does without: no compiler is stopped and nothing is called twice. */
export interface WholeTestRecording {
  /** What has been allocated so far, where that was asked for; before anything is collected. */
  allocated(): AllocatedFigures | undefined
  /** After one full collection. */
  read(): Promise<WholeTestFigures>
  /** After several, with time for sockets and timers to end: for what looks like too much. */
  readThoroughly(): Promise<WholeTestFigures>
  /** The figures that were read last, with stacks and with memory off the heap at its sites. Recording is over then. */
  evidence(): RetainedFigures & { readonly current: Profile; readonly offHeapSharedBy: number }
  /** May be called twice. */
  close(): void
}

/** Milliseconds that what ends late may take, one after the other. */
const WAITS_MS = [2, 30, 100]
/** Less than this is no progress worth another wait. */
const PROGRESS_SHARE = 0.02
/** By how much a worker's heap falls of itself while a test runs, on a busy machine: what imports have left behind, and old code. Seen: 420 kB. */
const TEST_NOISE_BYTES = 512 * 1024
/** Not worth the milliseconds that V8 may take to free them, after each of thousands of tests. */
const SMALL_BUFFERS_BYTES = 16 * 1024

/**
 * Records what is allocated from now on.
 *
 * @returns nothing where something else has the heap profiler
 */
export function recordWholeTest(options: WholeTestOptions): WholeTestRecording | undefined {
  const source = openHeapSource()
  let isOpen = true
  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    try {
      stopQuietly(() => source.stop())
      total?.stop()
    } finally {
      release?.()
    }
  }
  const release = claimInBackground(() => {
    close()
    options.onGivenUp()
  })
  if (!release) return undefined

  const before = options.rest ?? collected()
  const offHeapBefore = readSweptOffHeap(before, SMALL_BUFFERS_BYTES)
  let total: AllocatedTotal | undefined = options.isAllocationAsked ? countAllocated() : undefined
  try {
    source.start(options.samplingIntervalBytes, 64)
  } catch (error) {
    close()
    throw error
  }
  let last:
    | { readonly tree: AllocationNode; readonly heapGrowthBytes: number; readonly offHeapBytes: number }
    | undefined

  const tree = (): AllocationNode => {
    try {
      return source.read()
    } catch (cause) {
      throw profilerStopped(cause)
    }
  }
  const figures = (): WholeTestFigures => {
    const after = atRest(offHeapBefore)
    last = {
      tree: tree(),
      heapGrowthBytes: after.heapBytes - before.heapBytes,
      // What was there before and is gone now makes what the test keeps no smaller.
      offHeapBytes: Math.max(0, offHeapGrowth(after, offHeapBefore)),
    }
    const kept = keptBy(last.tree, originOfScript)
    const made = kept.reduce((sum, { bytes }) => sum + bytes, 0)
    const heapBytes = made - replacedBytes(made, last.heapGrowthBytes, TEST_NOISE_BYTES)
    return {
      bytes: heapBytes + last.offHeapBytes,
      objects: objectsOf(
        kept.reduce((sum, { objects }) => sum + objects, 0),
        made,
        heapBytes,
      ),
      kept,
      before,
      after,
    }
  }
  return {
    allocated() {
      const counted = total?.stop()
      total = undefined
      if (!counted) return undefined
      const recorded = tree()
      const made = keptBy(recorded, originOfScript).reduce((sum, { bytes }) => sum + bytes, 0)
      const offHeap = Math.max(0, offHeapGrowth(readOffHeap(), offHeapBefore))
      // As long as nothing was collected, what is there is what was allocated; the total has the runner's part as well.
      return { bytes: counted.collections === 0 ? made + offHeap : Math.max(made, counted.bytes), recorded }
    },
    async read() {
      await settleQuickly()
      return figures()
    },
    async readThoroughly() {
      let found: WholeTestFigures | undefined
      for (const waitMs of WAITS_MS) {
        await settleThoroughly(2, waitMs)
        const now = figures()
        const isFalling = found === undefined || now.bytes < found.bytes * (1 - PROGRESS_SHARE)
        found = now
        if (!isFalling) break
      }
      return found ?? figures()
    },
    evidence() {
      if (!last) throw new Error('evidence() is asked for before read()')
      const { heapGrowthBytes, offHeapBytes, ...read } = last
      const sizes =
        offHeapBytes > 0
          ? arrayBufferSizes((make) => {
              source.stop()
              source.start(1, 1)
              make()
              return source.read()
            })
          : new Set<number>()
      const raw = profileFromTree(read.tree, (frame) => originOf(frame.file) === 'own', sizes)
      return retainedFigures(raw, heapGrowthBytes, offHeapBytes, options.samplingIntervalBytes, TEST_NOISE_BYTES)
    },
    close,
  }
}

/**
 * The worker as it is when what was going on in it has ended: some 300 kB of what the imports of a file leave behind are gone only then.
 *
 * @param collections full ones
 */
export async function cameToRest(collections: number): Promise<HeapAtRest> {
  await settleThoroughly(collections)
  return atRest(readOffHeap())
}

function collected(): HeapAtRest {
  settleQuicklySync()
  return atRest(readOffHeap())
}

const atRest = (before: OffHeap): HeapAtRest => {
  // Ends the freeing of buffers on another thread: what a test has freed must not be missing from the next one's figures.
  collectYoungGarbage()
  const offHeap = readSweptOffHeap(before, SMALL_BUFFERS_BYTES)
  return { ...offHeap, heapBytes: usedHeapBytes() }
}

/** The raw stacks of a tree. */
export const stacksOf = (tree: AllocationNode): Profile =>
  profileFromTree(tree, (frame) => originOf(frame.file) === 'own')

const origins = new Map<string, Origin>()

/** V8 names the scripts of a tree thousands of times. */
function originOfScript(scriptName: string): Origin {
  const known = origins.get(scriptName)
  if (known) return known
  const origin = originOf(fileOfScript(scriptName))
  origins.set(scriptName, origin)
  return origin
}

function stopQuietly(stop: () => void): void {
  try {
    stop()
  } catch {
    // Somebody else has stopped it.
  }
}
