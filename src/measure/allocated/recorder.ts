import type { AllocationLog } from '../../heap/allocation-log.ts'
import { waitForCompilers } from '../../heap/steady-state.ts'
import type { Round } from '../../judge/steady.ts'
import type { AllocationNode } from '../../profile/allocation-node.ts'
import { answerableFrame } from '../../profile/answerable.ts'
import { profileFromTree } from '../../profile/from-v8.ts'
import { mergeSamples } from '../../profile/merge.ts'
import type { Profile } from '../../profile/profile.ts'
import { sumOf } from '../../profile/sum-of.ts'
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

/** @param prepare called before unrecorded calls: flags of V8 are the process's, and another thread may have set them back */
export function recorderOf(log: AllocationLog, hooks: Hooks, prepare: () => void): Recorder {
  const isPiecewise = hasHooks(hooks)

  function* around(step: Course<void>): Course<void> {
    if (hooks.beforeEach) yield { run: hooks.beforeEach }
    yield* step
    if (hooks.afterEach) yield { run: hooks.afterEach }
  }

  function* calls(count: number): Course<void> {
    prepare()
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
    return { bytes: sumOf(samples, ({ bytes }) => bytes), objects: sumOf(samples, ({ objects }) => objects) }
  }

  return {
    isPiecewise,
    calls,
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

/** Without what is this package's own, or the test runner's. */
export const profileOf = (tree: AllocationNode, arrayBufferSizes?: ReadonlySet<number>): Profile =>
  profileFromTree(tree, (frame) => originOf(frame.file) === 'own', arrayBufferSizes).filter(
    ({ stack }) => originOf(answerableFrame(stack, originOf)?.file ?? '') !== 'runner',
  )
