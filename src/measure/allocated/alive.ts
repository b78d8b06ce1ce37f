import { offHeapGrowth, readOffHeap, readSweptOffHeap } from '../../heap/off-heap.ts'
import { openHeapSource } from '../../heap/open-source.ts'
import { pauseTierUp } from '../../heap/tier-up.ts'
import { answerableFrame, isRuntimeOrigin } from '../../profile/answerable.ts'
import { diffBase } from '../../profile/diff.ts'
import type { Profile } from '../../profile/profile.ts'
import { callAsync, callSync } from '../body.ts'
import { profilerStopped } from '../claim.ts'
import { originOf } from '../recording.ts'
import type { Course } from '../steps.ts'
import { profileOf, type Recorder } from './recorder.ts'

export interface Alive {
  /** On the heap, with whole stacks. */
  readonly profile: Profile
  readonly offHeapBytes: number
}

const WHOLE = 64

/** What so many calls leave alive after full collections, once as many have been made: what only the first ones leave is not for each. */
export function* measureAlive(recorder: Recorder, calls: number): Course<Alive> {
  const source = openHeapSource()
  yield { settle: 'thoroughly', collections: 2 }
  let offHeap = readOffHeap()
  // Its first calls make things that live on.
  for (let i = 0; i < 3; i++) offHeap = readOffHeap()
  function* checkpoint() {
    yield* recorder.calls(calls)
    yield { settle: 'thoroughly', collections: 2 } as const
    offHeap = readSweptOffHeap(offHeap)
    try {
      return { profile: profileOf(source.read()).filter(isOfBody), offHeap }
    } catch (cause) {
      throw profilerStopped(cause)
    }
  }
  // What compilers make lives on, on the account of the function that is compiled.
  const resumeTierUp = pauseTierUp()
  source.start(1, WHOLE)
  try {
    const before = yield* checkpoint()
    const after = yield* checkpoint()
    return {
      profile: diffBase(after.profile, before.profile).filter((sample) => isOfCalls(sample, calls)),
      offHeapBytes: Math.max(0, offHeapGrowth(after.offHeap, before.offHeap)),
    }
  } finally {
    source.stop()
    resumeTierUp()
  }
}

/** What hooks leave alive is recorded too, but they are called from elsewhere. */
const isOfBody = ({ stack }: Profile[number]): boolean => {
  const own = stack.filter(({ file }) => originOf(file) === 'own')
  return own.length === 0 || own.some(({ functionName }) => callers.has(functionName))
}
const callers = new Set([callSync.name, callAsync.name])

/** The event loop's own code becomes warm meanwhile: what has no caller counts only if it is there for one in four calls or more. */
const isOfCalls = ({ stack, objects }: Profile[number], calls: number): boolean =>
  !isRuntimeOrigin(originOf(answerableFrame(stack, originOf)?.file ?? '')) || objects >= calls / 4
