import { originOf } from '../measure/recording.ts'
import type { Frame } from '../profile/profile.ts'

/** Whether a frame is of V8, Node, the test runner or this package: what these keep is charged to whoever called them. */
export function isRuntime(frame: Frame): boolean {
  const origin = originOf(frame.file)
  return origin !== 'project' && origin !== 'dependency'
}
