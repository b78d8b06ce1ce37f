import { setFlagsFromString } from 'node:v8'
import { type Context, createContext, runInContext, runInNewContext } from 'node:vm'

type Collect = (options?: { type: 'minor' }) => void

let collector: Collect | undefined

/**
 * One full, synchronous collection. `gc` comes from a fresh context because that works in every pool of Vitest without a Node flag,
 * and also after a test has replaced `globalThis.gc`. It takes no options: on Node 20 `{ type: 'major', execution: 'sync' }` makes a
 * minor collection.
 */
export const collectGarbage = (): void => collect()()

/** A minor collection: some tenths of a millisecond. */
export const collectYoungGarbage = (): void => collect()({ type: 'minor' })

function collect(): Collect {
  collector ??= exposedCollector()
  return collector
}

const collectorOfNewContext = (): Collect | undefined => runInNewContext('globalThis.gc')

/** The flag is put back at once: contexts that are made later are to have no `gc` that they would not have had. */
function exposedCollector(): Collect {
  let found = collectorOfNewContext()
  // Flags are those of the process: another thread may have put it back in between.
  while (!found) {
    setFlagsFromString('--expose-gc')
    found = collectorOfNewContext()
    setFlagsFromString('--no-expose-gc')
  }
  return found
}

let afterEvaluate: Context | undefined

/**
 * Lets go of what V8 keeps until the job ends: targets of `new WeakRef(…)` and `.deref()`. Evaluating in a context with a microtask
 * queue of its own clears that list at once (about 10 µs).
 */
export function clearKeptObjects(): void {
  afterEvaluate ??= createContext({}, { microtaskMode: 'afterEvaluate' })
  runInContext('0', afterEvaluate)
}
