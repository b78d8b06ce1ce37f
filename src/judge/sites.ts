import type { Origin } from '../profile/origin.ts'
import { type Frame, frameKey, type Profile } from '../profile/profile.ts'
import type { Live } from './series.ts'

/** A call site on whose account memory is judged. */
export interface SiteLive extends Live {
  readonly frame: Frame
  /** The whole stack was the runtime's: nobody's code was on it. */
  readonly isRuntime: boolean
}

/** What is alive, by the code that is answerable for it. */
export interface LiveBySite {
  readonly sites: ReadonlyMap<string, SiteLive>
  /** What the test runner keeps for itself, its mocks' records for example. Not judged. */
  readonly runner: ReadonlyMap<string, SiteLive>
}

/**
 * Charges each stack to the nearest frame that is not the runtime's. Stacks that end in the same call site are summed before they are
 * judged: async code comes back on several stacks, and a table that grows moves its bytes to the stack that allocated it anew.
 */
export function liveBySite(profile: Profile, originOf: (file: string) => Origin): LiveBySite {
  const sites = new Map<string, SiteLive>()
  const runner = new Map<string, SiteLive>()
  for (const { stack, objects, bytes } of profile) {
    const caller = stack.find((frame) => !isRuntime(originOf(frame.file)))
    const frame = caller ?? stack[0]
    if (!frame) continue
    const account = caller && originOf(caller.file) === 'runner' ? runner : sites
    const key = frameKey(frame)
    const before = account.get(key)
    account.set(key, {
      frame,
      isRuntime: caller === undefined,
      objects: objects + (before?.objects ?? 0),
      bytes: bytes + (before?.bytes ?? 0),
    })
  }
  return { sites, runner }
}

const isRuntime = (origin: Origin): boolean => origin === 'node' || origin === 'builtin'
