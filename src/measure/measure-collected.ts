import { inspect } from 'node:util'
import { isThenable } from './body.ts'
import { MeasurementError } from './errors.ts'
import { pendingWorkOf } from './pending-work.ts'
import { type Course, drive } from './steps.ts'

/** Whether an object has become garbage. */
export interface CollectedResult {
  readonly isCollected: boolean
  /** Full collections it was given. */
  readonly collections: number
  /** Of its constructor; `Object` where it has none. */
  readonly className: string
  /** The only thing that this package keeps of it. */
  readonly ref: WeakRef<object>
}

export interface CollectedOptions {
  readonly settle?: (() => unknown) | undefined
  readonly signal?: AbortSignal | undefined
}

/** V8 lets go of some things (compiled regular expressions, inline caches) only some collections after their last use. */
const MOST_ROUNDS = 3
const COLLECTIONS_A_ROUND = 2
const WAITS_MS = [1, 20, 100]

/**
 * Calls a factory once and sees whether what it returns becomes garbage.
 *
 * @returns a promise when the factory returns one, and for a synchronous factory whose object is still alive and that leaves work for
 *   later, which may hold it until the event loop has turned
 * @throws MeasurementError when there is no object, and whatever the factory throws, as it is
 */
export function measureCollected(
  factory: () => unknown,
  options: CollectedOptions,
): CollectedResult | (Promise<CollectedResult> & { readonly unawaited?: string }) {
  const made = weaklyMade(factory)
  if (isThenable(made)) return made.then((object) => whetherCollected(object, options, true))
  const result = whetherCollected(made, options, false) as CollectedResult
  if (result.isCollected) return result
  const kinds = pendingWorkOf(factory)
  if (kinds.length === 0) return result
  const later = async (): Promise<CollectedResult> => whetherCollected(made, options, true)
  return Object.assign(later(), {
    unawaited:
      `the factory is synchronous but leaves work for later (${kinds.join(', ')}), which may hold its object until then: ` +
      'await the assertion',
  })
}

/** Whether the target of a WeakRef is garbage. */
export const measureTarget = (ref: WeakRef<object>, options: CollectedOptions): CollectedResult =>
  whetherCollected({ ref, className: classNameOf(ref) }, options, false) as CollectedResult

interface Made {
  readonly ref: WeakRef<object>
  readonly className: string
}

/** In frames of their own, so that none of ours has the object when it is looked for. */
function weaklyMade(factory: () => unknown): Made | Promise<Made> {
  const value = factory()
  return isThenable(value) ? weaklyLater(value) : weakly(value)
}

const weaklyLater = async (value: PromiseLike<unknown>): Promise<Made> => weakly(await value)

function weakly(value: unknown): Made {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    const shown = inspect(value, { depth: 0, breakLength: Infinity })
    throw new MeasurementError(
      `the factory returned ${shown}, and only objects can be collected: return the object to look for`,
    )
  }
  const ref = new WeakRef(value)
  return { ref, className: classNameOf(ref) }
}

function classNameOf(ref: WeakRef<object>): string {
  const value = ref.deref()
  if (value === undefined) return 'Object'
  if (typeof value === 'function') return 'function'
  try {
    const maker: unknown = value.constructor
    return typeof maker === 'function' && maker.name !== '' ? maker.name : 'Object'
  } catch {
    // A getter or a Proxy of theirs.
    return 'Object'
  }
}

function whetherCollected(
  made: Made,
  { settle, signal }: CollectedOptions,
  asynchronous: boolean,
): CollectedResult | Promise<CollectedResult> {
  return drive(course(made), { body: () => {}, settle, signal, asynchronous, close: () => {} })
}

function* course({ ref, className }: Made): Course<CollectedResult> {
  let collections = 0
  for (let round = 0; round < MOST_ROUNDS; round++) {
    yield { settle: 'thoroughly', collections: COLLECTIONS_A_ROUND, waitMs: WAITS_MS[round] ?? 1 }
    collections += COLLECTIONS_A_ROUND
    if (isGone(ref)) return { isCollected: true, collections, className, ref }
  }
  return { isCollected: false, collections, className, ref }
}

/** Its target is kept until the job ends, or until the next settling clears that. */
const isGone = (ref: WeakRef<object>): boolean => ref.deref() === undefined
