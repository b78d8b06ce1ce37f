import type { AllocationLog } from '../../heap/allocation-log.ts'
import { offHeapGrowth, readOffHeap, readSweptOffHeap } from '../../heap/off-heap.ts'
import { openHeapSource } from '../../heap/open-source.ts'
import { waitForCompilers } from '../../heap/steady-state.ts'
import { pauseTierUp } from '../../heap/tier-up.ts'
import type { Round } from '../../judge/steady.ts'
import type { AllocationNode } from '../../profile/allocation-node.ts'
import { answerableFrame, isRuntimeOrigin } from '../../profile/answerable.ts'
import { diffBase } from '../../profile/diff.ts'
import { profileFromTree } from '../../profile/from-v8.ts'
import { mergeSamples } from '../../profile/merge.ts'
import type { Profile } from '../../profile/profile.ts'
import { callAsync, callSync } from '../body.ts'
import { profilerStopped } from '../claim.ts'
import { originOf } from '../recording.ts'
import type { Course } from '../steps.ts'
import { type Hooks, hasHooks } from './hooks.ts'

/** Calls the body, with what belongs around it, and records what it allocates. */
export interface Recorder {
  /** There are hooks around each call, which are not recorded. */
  readonly isPiecewise: boolean
  /** Unrecorded. */
  calls(count: number): Course<void>
  /** Unrecorded, with a look right before each call and right after it. */
  watchedCall(look: { before(): void; after(): void }): Course<void>
  /** What calls allocate, as sums, when the compilers are done. */
  round(calls: number): Course<Round>
  /** The same with whole stacks. */
  profile(calls: number, arrayBufferSizes: ReadonlySet<number>): Course<Profile>
  /**
   * How many calls make a round.
   *
   * @param callMs how long one takes
   */
  callsPerRound(callMs: number): Course<number>
  /** What calls leave alive, after full collections: on the heap, with whole stacks, and off it. */
  alive(calls: number): Course<{ readonly profile: Profile; readonly offHeapBytes: number }>
  /** What this package's own code allocates: for what is to be known of V8 beforehand. */
  own(make: () => void): AllocationNode
}

/** Enough to tell whose an allocation is, and that what answers the end of a round is our own. Before Node 26 V8 keeps all frames. */
const SHALLOW = 12
const WHOLE = 64

/** Reading a record takes 2 µs, so 10 ms for a round. */
const RECORDS_PER_ROUND = 5000
const MOST_CALLS_PER_ROUND = 250
/** A round is switched on and off for each call if hooks are around it, which takes some tenths of a millisecond. */
const MOST_CALLS_WITH_HOOKS = 10
/** Of calls. */
const MOST_ROUND_MS = 25

export function recorderOf(log: AllocationLog, hooks: Hooks): Recorder {
  const isPiecewise = hasHooks(hooks)

  function* around(step: Course<void>): Course<void> {
    if (hooks.beforeEach) yield { run: hooks.beforeEach }
    yield* step
    if (hooks.afterEach) yield { run: hooks.afterEach }
  }

  function* calls(count: number): Course<void> {
    if (!isPiecewise) yield { call: count }
    else for (let i = 0; i < count; i++) yield* around(call(1))
  }

  function* recorded(count: number, stackDepth: number): Course<AllocationNode[]> {
    const trees: AllocationNode[] = []
    const stop = (): void => {
      try {
        trees.push(log.stop())
      } catch (cause) {
        throw profilerStopped(cause)
      }
    }
    function* piece(length: number): Course<void> {
      log.start(stackDepth)
      yield { call: length, afterwards: stop }
    }
    if (!isPiecewise) yield* piece(count)
    else for (let i = 0; i < count; i++) yield* around(piece(1))
    return trees
  }

  function* profile(count: number, stackDepth: number, arrayBufferSizes?: ReadonlySet<number>): Course<Profile> {
    const trees = yield* recorded(count, stackDepth)
    return mergeSamples(trees.flatMap((tree) => profileOf(tree, arrayBufferSizes)))
  }

  function* round(count: number): Course<Round> {
    waitForCompilers()
    const samples = yield* profile(count, SHALLOW)
    return { bytes: sum(samples, ({ bytes }) => bytes), objects: sum(samples, ({ objects }) => objects) }
  }

  function* alive(count: number) {
    const source = openHeapSource()
    yield { settle: 'thoroughly', collections: 2 } as const
    let offHeap = readOffHeap()
    for (let i = 0; i < 3; i++) offHeap = readOffHeap()
    function* checkpoint() {
      yield* calls(count)
      yield { settle: 'thoroughly', collections: 2 } as const
      offHeap = readSweptOffHeap(offHeap)
      try {
        return { profile: profileOf(source.read()).filter(isOfBody), offHeap }
      } catch (cause) {
        throw profilerStopped(cause)
      }
    }
    // What they make lives on, in the function that is compiled.
    const resumeTierUp = pauseTierUp()
    source.start(1, WHOLE)
    try {
      // What only the first calls leave is not for each call.
      const before = yield* checkpoint()
      const after = yield* checkpoint()
      return {
        profile: diffBase(after.profile, before.profile).filter((sample) => isOfCalls(sample, count)),
        offHeapBytes: Math.max(0, offHeapGrowth(after.offHeap, before.offHeap)),
      }
    } finally {
      source.stop()
      resumeTierUp()
    }
  }

  return {
    isPiecewise,
    calls,
    alive,
    watchedCall: ({ before, after }) =>
      around(
        (function* () {
          before()
          yield { call: 1, afterwards: after }
        })(),
      ),
    round,
    profile: (count, arrayBufferSizes) => profile(count, WHOLE, arrayBufferSizes),
    *callsPerRound(callMs) {
      const { objects } = yield* round(1)
      const most = isPiecewise ? MOST_CALLS_WITH_HOOKS : MOST_CALLS_PER_ROUND
      const fits = Math.min(most, RECORDS_PER_ROUND / Math.max(1, objects), MOST_ROUND_MS / callMs)
      return Math.max(1, Math.floor(fits))
    },
    own(make) {
      log.start(1)
      make()
      return log.stop()
    },
  }
}

function* call(count: number): Course<void> {
  yield { call: count }
}

/** What hooks leave alive is recorded too, but their calls come from elsewhere. */
const isOfBody = ({ stack }: Profile[number]): boolean => {
  const own = stack.filter(({ file }) => originOf(file) === 'own')
  return own.length === 0 || own.some(({ functionName }) => callers.has(functionName))
}

/** The event loop's own code becomes warm meanwhile: what has no caller counts only if it is there for one in four calls or more. */
const isOfCalls = ({ stack, objects }: Profile[number], calls: number): boolean =>
  !isRuntimeOrigin(originOf(answerableFrame(stack, originOf)?.file ?? '')) || objects >= calls / 4

const callers = new Set([callSync.name, callAsync.name])

const profileOf = (tree: AllocationNode, arrayBufferSizes?: ReadonlySet<number>): Profile =>
  profileFromTree(tree, (frame) => originOf(frame.file) === 'own', arrayBufferSizes).filter(
    ({ stack }) => originOf(answerableFrame(stack, originOf)?.file ?? '') !== 'runner',
  )

const sum = (profile: Profile, figure: (sample: Profile[number]) => number): number =>
  profile.reduce((total, sample) => total + figure(sample), 0)
