import { createHook, executionAsyncId } from 'node:async_hooks'
import type { AllocationNode } from '../profile/allocation-node.ts'
import { fileOfScript } from '../profile/origin.ts'
import type { Body } from './body.ts'
import { originOf } from './recording.ts'

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
 * Ticks do not count, since settling runs them, nor does a promise that nobody reacts to. A reaction to a promise that is not settled
 * does: what settles it may itself be waiting, as in a queue of limited concurrency.
 *
 * @returns a word for each kind of work, as `node:async_hooks` names it; none if the body is done when it returns
 */
export function pendingWorkOf(body: Body): string[] {
  const kinds = new Map<number, string>()
  let reactions = 0
  const here = executionAsyncId()
  const hook = createHook({
    init(id, type, trigger, resource) {
      if (type === 'PROMISE') {
        if (trigger !== here) reactions++
      } else if (type === 'Timeout') {
        const { _idleTimeout = 0, _repeat } = resource as TimerResource
        if (!_repeat && _idleTimeout <= SOON_MS) kinds.set(id, 'timer')
      } else if (type !== 'TickObject') {
        kinds.set(id, type)
      }
    },
    destroy: (id) => void kinds.delete(id),
  }).enable()
  try {
    body()
  } finally {
    hook.disable()
  }
  return [...new Set([...(reactions > 0 ? ['promise reactions'] : []), ...kinds.values()])]
}

/**
 * Whether calls register objects with a FinalizationRegistry: its callbacks, and what they hold, wait for the event loop. Where the
 * registration is kept it stands in the profile, under the name of the builtin. Those of the test runner do not count: Vitest 5
 * registers its mocks.
 */
export function hasFinalizers(node: AllocationNode, calls: number, caller?: AllocationNode): boolean {
  const isRegistration =
    node.name === 'register' && node.scriptName === '' && originOf(fileOfScript(caller?.scriptName ?? '')) !== 'runner'
  const kept = isRegistration ? node.allocations.reduce((sum, { count }) => sum + count, 0) : 0
  return kept >= calls / 2 || node.children.some((child) => hasFinalizers(child, calls, node))
}
