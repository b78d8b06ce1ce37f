import { chargeOffHeap } from '../judge/off-heap.ts'
import { answerableFrame, isRuntimeOrigin } from '../profile/answerable.ts'
import { type Frame, frameKey, type Profile } from '../profile/profile.ts'
import { sumOf } from '../profile/sum-of.ts'
import { originOf } from './recording.ts'

/** What is alive that was not before. */
export interface RetainedFigures {
  /** On the heap and off it. */
  readonly bytes: number
  readonly objects: number
  readonly heapBytes: number
  readonly offHeapBytes: number
}

/** By how much a heap's size moves on its own: what has been freed shows above it. */
export const HEAP_NOISE_BYTES = 256 * 1024
const HEAP_NOISE_SHARE = 0.25

/**
 * Code that replaces what it kept makes as much as it frees, and only the size of the heap knows of the latter.
 *
 * @param madeBytes alive of what was recorded
 * @param heapGrowthBytes of the whole heap, over the same time
 * @param noiseBytes by how much that moves on its own
 * @returns of the bytes that were made, how many took the place of others
 */
export function replacedBytes(madeBytes: number, heapGrowthBytes: number, noiseBytes = HEAP_NOISE_BYTES): number {
  const less = madeBytes - heapGrowthBytes
  return less > Math.max(noiseBytes, HEAP_NOISE_SHARE * madeBytes) ? less : 0
}

/** Objects that took the place of others are no more objects: as many of them as of their bytes. */
export const objectsOf = (made: number, madeBytes: number, heapBytes: number): number =>
  madeBytes > 0 && heapBytes < madeBytes ? Math.max(0, Math.round((made * heapBytes) / madeBytes)) : made

/**
 * The figures of what was recorded, without what the test runner keeps, and its profile with off-heap bytes at their sites.
 *
 * @param raw stacks in generated positions, with ArrayBuffers counted
 */
export function retainedFigures(
  raw: Profile,
  heapGrowthBytes: number,
  offHeapBytes: number,
  samplingIntervalBytes: number,
  noiseBytes = HEAP_NOISE_BYTES,
): RetainedFigures & { readonly current: Profile; readonly offHeapSharedBy: number } {
  const judged = raw.filter(({ stack }) => originOf(answerableFrame(stack, originOf)?.file ?? '') !== 'runner')
  const objects = sumOf(judged, (sample) => sample.objects)
  const made = sumOf(judged, (sample) => sample.bytes)
  const heapBytes = made - replacedBytes(made, heapGrowthBytes, noiseBytes)
  const charged = chargeOffHeap(
    raw,
    offHeapBytes,
    (stack) => answerableFrame(stack, originOf),
    possibleOwners(judged, samplingIntervalBytes > 1),
  )
  return {
    bytes: heapBytes + offHeapBytes,
    objects: objectsOf(objects, made, heapBytes),
    heapBytes,
    offHeapBytes,
    current: charged.profile,
    offHeapSharedBy: charged.sharedBy,
  }
}

/**
 * Where only the runtime is on the stack, nobody's own code has made what was made: it owns no buffers while somebody else may. A buffer
 * is made by the runtime, so what a function has made by itself is something else of the same size, unless no runtime is anywhere: some
 * of its functions leave no frame. In a sample the owner can be missing, and what is left of the size of an ArrayBuffer is something else.
 */
function possibleOwners(judged: Profile, isSample: boolean): ReadonlySet<string> {
  const framesOf = (samples: Profile): Frame[] => samples.flatMap(({ stack }) => answerableFrame(stack, originOf) ?? [])
  const owners = judged.filter(({ arrayBuffers = 0 }) => arrayBuffers > 0)
  const byRuntime = owners.filter(({ stack: [leaf] }) => leaf !== undefined && isRuntimeOrigin(originOf(leaf.file)))
  const theirs = [byRuntime, isSample ? [] : owners]
    .map((samples) => framesOf(samples).filter(({ file }) => !isRuntimeOrigin(originOf(file))))
    .find((frames) => frames.length > 0)
  if (theirs) return new Set(theirs.map(frameKey))
  return isSample ? new Set() : new Set(framesOf(judged).map(frameKey))
}
