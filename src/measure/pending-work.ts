import { createHook, executionAsyncId } from 'node:async_hooks'
import type { AllocationNode } from '../heap/heap-source.ts'
import type { Body } from './body.ts'

/** A timer that fires within the time that settling waits is work for later; a longer one is kept, as far as anyone can see. */
const SOON_MS = 100

interface TimerResource {
  readonly _idleTimeout?: number
  readonly _repeat?: number | null
}

/**
 * What one call of a synchronous body leaves to be done when the event loop turns: promise reactions, immediates, short timers, requests
 * to the system. Until then its memory is alive, leak or not, and a synchronous assertion cannot wait for it.
 *
 * Ticks do not count, since settling runs them, nor do promises that nothing has settled.
 *
 * @returns a word for each kind of work, as `node:async_hooks` names it; none if the body is done when it returns
 */
export function pendingWorkOf(body: Body): string[] {
  const kinds = new Map<number, string>()
  const created = new Set<number>()
  const settled = new Set<number>()
  const chained: { readonly id: number; readonly parent: number }[] = []
  const here = executionAsyncId()
  const hook = createHook({
    init(id, type, trigger, resource) {
      if (type === 'PROMISE') {
        created.add(id)
        if (trigger !== here) chained.push({ id, parent: trigger })
      } else if (type === 'Timeout') {
        const { _idleTimeout = 0, _repeat } = resource as TimerResource
        if (!_repeat && _idleTimeout <= SOON_MS) kinds.set(id, 'timer')
      } else if (type !== 'TickObject') {
        kinds.set(id, type)
      }
    },
    promiseResolve: (id) => void settled.add(id),
    destroy: (id) => void kinds.delete(id),
  }).enable()
  try {
    body()
  } finally {
    hook.disable()
  }
  // A promise from before the call may have been settled long ago.
  const reactions = chained.some(({ id, parent }) => !settled.has(id) && (settled.has(parent) || !created.has(parent)))
  return [...new Set([...(reactions ? ['promise reaction'] : []), ...kinds.values()])]
}

/**
 * Whether calls register objects with a FinalizationRegistry: its callbacks, and what they hold, wait for the event loop. Where the
 * registration is kept it stands in the profile, under the name of the builtin.
 */
export function hasFinalizers(node: AllocationNode, calls: number): boolean {
  const isRegistration = node.name === 'register' && node.scriptName === ''
  const kept = isRegistration ? node.allocations.reduce((sum, { count }) => sum + count, 0) : 0
  return kept >= calls / 2 || node.children.some((child) => hasFinalizers(child, calls))
}
