import { mergeSamples } from './merge.ts'
import type { Frame, Profile } from './profile.ts'

/**
 * The profile as the author of the code sees it: what the runtime allocated is charged to the frame that called it.
 *
 * Runtime frames vanish wherever they stand. A stack of nothing but runtime frames keeps its leaf, so that no byte
 * is lost and its row says which part of the runtime it was.
 *
 * @param isRuntime whether a frame belongs to the engine, the runner or this package, and not to the code under test
 */
export function foldRuntime(profile: Profile, isRuntime: (frame: Frame) => boolean): Profile {
  return mergeSamples(
    profile.map((sample) => {
      const own = sample.stack.filter((frame) => !isRuntime(frame))
      return { ...sample, stack: own.length > 0 ? own : sample.stack.slice(0, 1) }
    }),
  )
}
