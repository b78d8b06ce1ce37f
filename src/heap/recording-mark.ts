import type { AllocationNode } from '../profile/allocation-node.ts'

/** Held, so that it is in every profile of the recording it was made in. */
let mark: unknown

/** Makes an object by which a recording that starts now can be told from one that somebody else has put in its place. */
export function makeVitestLeakRecordingMark(): void {
  mark = { mark: undefined }
}

/** Whether the mark was made while this was recorded. Only where every allocation is. */
export const hasRecordingMark = ({ name, allocations, children }: AllocationNode): boolean =>
  (name === makeVitestLeakRecordingMark.name && mark !== undefined && allocations.length > 0) ||
  children.some(hasRecordingMark)
