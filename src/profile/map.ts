import { mergeSamples } from './merge.ts'
import { type Frame, frameKey, type Profile } from './profile.ts'

/**
 * The same profile with every frame at its place in the source.
 * Stacks that become equal are added up (two generated functions of one source function, for example).
 *
 * @param toSource asked once for each distinct frame; returns the frame itself where there is no source map
 */
export function mapPositions(profile: Profile, toSource: (frame: Frame) => Frame): Profile {
  const known = new Map<string, Frame>()
  const mapped = (frame: Frame): Frame => {
    const key = frameKey(frame)
    let source = known.get(key)
    if (source === undefined) {
      source = toSource(frame)
      known.set(key, source)
    }
    return source
  }
  return mergeSamples(profile.map((sample) => ({ ...sample, stack: sample.stack.map(mapped) })))
}
