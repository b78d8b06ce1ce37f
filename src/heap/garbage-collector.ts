import v8 from 'node:v8'
import vm from 'node:vm'

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
  if (!collector) {
    v8.setFlagsFromString('--expose-gc')
    collector = vm.runInNewContext('gc') as Collect
  }
  return collector
}

let afterEvaluate: vm.Context | undefined

/**
 * Lets go of what V8 keeps until the job ends: targets of `new WeakRef(…)` and `.deref()`. Evaluating in a context with a microtask
 * queue of its own clears that list at once (about 10 µs).
 */
export function clearKeptObjects(): void {
  afterEvaluate ??= vm.createContext({}, { microtaskMode: 'afterEvaluate' })
  vm.runInContext('0', afterEvaluate)
}
