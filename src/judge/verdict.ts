import type { Frame } from '../profile/profile.ts'

/** A call site that keeps more with every call. */
export interface GrowingSite {
  readonly frame: Frame
  readonly objectsPerCall: number
  readonly bytesPerCall: number
  /** `bytes`: it is a table that grows, not objects that get more. */
  readonly kind: 'objects' | 'bytes'
}
