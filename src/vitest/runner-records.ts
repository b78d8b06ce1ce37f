import { types } from 'node:util'
import { openInspector } from '../heap/inspector-session.ts'
import { type TestTask, workerState } from './worker-state.ts'

// Before a test can replace it.
const WeakReference = globalThis.WeakRef

interface RemoteObject {
  readonly objectId?: string
  readonly subtype?: string
  readonly description?: string
}

interface Properties {
  readonly result: readonly { readonly name: string; readonly value?: RemoteObject }[]
  readonly internalProperties?: readonly { readonly name: string; readonly value?: RemoteObject }[]
}

/**
 * What the runner keeps of each call of a body until the test ends: `vi.fn()` and `vi.spyOn()` in registries, and a check that an
 * assertion on `.resolves` was awaited. With them it keeps what the body gave them, which is no leak of the body's.
 *
 * @returns a function that makes the runner forget what has come since; whoever calls it sees checks that were due fail at once
 */
export function runnerRecords(task: TestTask | undefined): () => void {
  const registries = mockRegistries(workerState.mockFunction).map((set) => ({ set, before: new Set(set) }))
  const earlier = new Set<unknown>(Array.isArray(task?.onFinished) ? task.onFinished : [])
  return () => {
    for (const { set, before } of registries) {
      for (const entry of set) if (!before.has(entry)) set.delete(entry)
    }
    const callbacks = task?.onFinished
    if (!Array.isArray(callbacks)) return
    for (let i = callbacks.length - 1; i >= 0; i--) {
      const callback: unknown = callbacks[i]
      if (earlier.has(callback) || !isAwaitCheck(callback)) continue
      callbacks.splice(i, 1)
      callback()
    }
  }
}

/**
 * Has the runner's registries of mocks hold weakly what they hold, so that a mock that nothing else holds can be collected with what
 * it was called with.
 *
 * @returns puts the mocks that are still there back, for `vi.restoreAllMocks()` and the like
 */
export function holdMocksWeakly(): () => void {
  const registries = mockRegistries(workerState.mockFunction).map((set) => {
    const entries = [...set].map((entry) => (isObject(entry) ? new WeakReference(entry) : { deref: () => entry }))
    set.clear()
    return { set, entries }
  })
  return () => {
    for (const { set, entries } of registries) {
      const later = [...set]
      set.clear()
      for (const entry of [...entries.map((reference) => reference.deref()), ...later])
        if (entry !== undefined) set.add(entry)
    }
  }
}

/**
 * Asks the runner's checks that an assertion on `.resolves` was awaited now, and lets go of them: each holds what its promise has resolved
 * to until the test and all of its hooks are over. What they find they still say then.
 */
export function settleAwaitChecks({ onFinished }: TestTask): void {
  if (!Array.isArray(onFinished)) return
  for (const [index, callback] of (onFinished as unknown[]).entries()) {
    if (!isAwaitCheck(callback)) continue
    onFinished[index] = () => {}
    try {
      callback()
    } catch (error) {
      onFinished[index] = () => {
        throw error
      }
    }
  }
}

const isObject = (value: unknown): value is WeakKey =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

/** Vitest's own closure (packages/expect `recordAsyncExpect`, the same in 3, 4 and 5), told by the warning in it. */
const isAwaitCheck = (callback: unknown): callback is () => void =>
  typeof callback === 'function' && Function.prototype.toString.call(callback).includes('was not awaited')

let found: readonly Set<unknown>[] | undefined

/** The Sets in the scope of `vi.fn`, which no API gives access to (`mocks`, `MOCK_RESTORE`, `REGISTERED_MOCKS`). */
function mockRegistries(fn: unknown): readonly Set<unknown>[] {
  if (fn === undefined) return []
  found ??= findMockRegistries(fn)
  return found
}

const DESK = Symbol.for('vitest-leak.desk')
const DESK_SOURCE = `process[Symbol.for(${JSON.stringify(DESK.description)})]`

function findMockRegistries(fn: unknown): Set<unknown>[] {
  // `process` is the one object that the inspector's context and a vm context of Vitest's have in common.
  const desk = { fn, values: [] as unknown[] }
  const host = process as unknown as { [DESK]?: typeof desk }
  host[DESK] = desk
  const inspector = openInspector()
  try {
    const propertiesOf = (objectId = ''): Properties =>
      inspector.send<Properties>('Runtime.getProperties', { objectId, ownProperties: true })
    const { result } = inspector.send<{ result: RemoteObject }>('Runtime.evaluate', { expression: `${DESK_SOURCE}.fn` })
    const scopes = propertiesOf(result.objectId).internalProperties?.find(({ name }) => name === '[[Scopes]]')?.value
    for (const { value: scope } of propertiesOf(scopes?.objectId).result) {
      if (!scope || scope.description === 'Global') continue
      for (const { value } of propertiesOf(scope.objectId).result) {
        if (value?.subtype !== 'set' && value?.description !== 'Module') continue
        inspector.send('Runtime.callFunctionOn', {
          objectId: value.objectId,
          functionDeclaration: `function () { ${DESK_SOURCE}.values.push(this) }`,
        })
      }
    }
    // Vitest 3 has a second registry in tinyspy, which it imports as a namespace.
    return desk.values
      .flatMap((value) => (types.isModuleNamespaceObject(value) ? Object.values(value as object) : [value]))
      .filter(types.isSet)
  } catch {
    // Another build of Vitest: its registries stay as they are.
    return []
  } finally {
    inspector.close()
    delete host[DESK]
  }
}
