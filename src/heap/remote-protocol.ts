import type { AllocationNode } from '../profile/allocation-node.ts'

/** What both sides of a remote measurement agree on. */

/** Where the endpoints are. */
export const PREFIX = '/debug/pprof'

/** On all that `heapProfiles()` answers, in lower case: tells it from what a server says to any path. */
export const OURS_HEADER = 'x-vitest-leak'

/** Raised when an old test would misread a new server, or the other way round. */
export const PROTOCOL = 1

/** Of `POST record/start`. */
export interface StartAnswer {
  readonly protocol: number
  /** To be given with every further request. */
  readonly id: string
  /** Of the server's Node: sizes of the objects that can own memory off the heap. */
  readonly arrayBufferSizes: readonly number[]
}

/** Of `GET record/checkpoint`. */
export interface CheckpointAnswer {
  /** What is alive of what was allocated since the recording began: in source positions, without what the measuring allocates. */
  readonly tree: AllocationNode
  readonly arrayBuffersBytes: number
  readonly externalBytes: number
}
