import { deoptimiseAll } from '../../heap/steady-state.ts'
import { pauseTierUp, withoutInlining } from '../../heap/tier-up.ts'
import { chargeOffHeap } from '../../judge/off-heap.ts'
import { answerableFrame } from '../../profile/answerable.ts'
import { type Frame, frameKey, type Profile } from '../../profile/profile.ts'
import { sumOf } from '../../profile/sum-of.ts'
import { arrayBufferSizes } from '../array-buffer-size.ts'
import { originOf } from '../recording.ts'
import type { Course } from '../steps.ts'
import { measureAlive } from './alive.ts'
import type { AllocatedFigures, AllocatedOptions } from './measure-allocated.ts'
import type { Recorder } from './recorder.ts'
import { warmUp } from './warm-up.ts'

/** Where the allocations of a round come from, and what of them stays alive. */
export interface AllocationSites {
  /** Raw stacks, in generated positions, with memory off the heap on the account of the sites that made it. */
  readonly profile: Profile
  readonly offHeapSharedBy: number
  /** What V8 has inlined is on the account of the caller. */
  readonly isInlined: boolean
  /** What as many calls leave alive. */
  readonly alive: { readonly profile: Profile; readonly bytesPerCall: number }
}

/**
 * Optimised code names only functions that have a frame of their own, not those that are inlined. So all is compiled again without
 * inlining: if that allocates the same, to the byte, its profile is the one, and names every function. If not, inlining has saved some
 * objects, and the profile is that of the code which has done so.
 */
export function* findSites(
  recorder: Recorder,
  figures: AllocatedFigures,
  { mayDeoptimise, budgetMs }: AllocatedOptions,
): Course<AllocationSites> {
  const { callsPerRound, offHeapBytesPerCall } = figures
  const sizes = offHeapBytesPerCall > 0 ? arrayBufferSizes(recorder.own) : new Set<number>()
  const inlined = yield* profileNear(recorder, figures, sizes)
  const apart = mayDeoptimise ? yield* profileApart(recorder, figures, sizes, budgetMs) : undefined
  const isSame = apart !== undefined && distance(apart, figures) === 0
  const recorded = isSame ? apart : inlined
  const sites = new Set(recorded.flatMap(({ stack }) => answerable(stack) ?? []).map(frameKey))
  const charged = chargeOffHeap(recorded, offHeapBytesPerCall * callsPerRound, answerable, sites)
  // Rounds with hooks are short, and what the event loop's own code keeps must not look like a call's.
  const aliveCalls = recorder.isPiecewise ? Math.max(callsPerRound, LEAST_CALLS_WITH_HOOKS) : callsPerRound
  const { profile, offHeapBytes } = yield* measureAlive(recorder, aliveCalls)
  return {
    profile: charged.profile,
    offHeapSharedBy: charged.sharedBy,
    isInlined: !isSame,
    alive: { profile, bytesPerCall: Math.max(0, sumOf(profile, ({ bytes }) => bytes) + offHeapBytes) / aliveCalls },
  }
}

const LEAST_CALLS_WITH_HOOKS = 100

const ATTEMPTS = 4

/** A round like those that the figures are from: V8 works for itself now and then. */
function* profileNear(recorder: Recorder, figures: AllocatedFigures, sizes: ReadonlySet<number>): Course<Profile> {
  const resumeTierUp = pauseTierUp()
  try {
    let nearest = yield* recorder.profile(figures.callsPerRound, sizes)
    for (let i = 1; i < ATTEMPTS && distance(nearest, figures) > 0; i++) {
      const again = yield* recorder.profile(figures.callsPerRound, sizes)
      if (distance(again, figures) < distance(nearest, figures)) nearest = again
    }
    return nearest
  } finally {
    resumeTierUp()
  }
}

function distance(profile: Profile, { callsPerRound, heapBytesPerCall, objectsPerCall }: AllocatedFigures): number {
  const bytes = sumOf(profile, (sample) => sample.bytes) - Math.round(heapBytesPerCall * callsPerRound)
  const objects = sumOf(profile, (sample) => sample.objects) - Math.round(objectsPerCall * callsPerRound)
  return Math.abs(bytes) + Math.abs(objects)
}

function* profileApart(
  recorder: Recorder,
  figures: AllocatedFigures,
  sizes: ReadonlySet<number>,
  budgetMs: number,
): Course<Profile> {
  const restore = withoutInlining()
  try {
    deoptimiseAll()
    yield* warmUp(recorder, undefined, budgetMs)
    return yield* profileNear(recorder, figures, sizes)
  } finally {
    restore()
  }
}

const answerable = (stack: readonly Frame[]): Frame | undefined => answerableFrame(stack, originOf)
