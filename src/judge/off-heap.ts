import { type Frame, frameKey, type Profile, type Sample } from '../profile/profile.ts'

export interface Charged {
  readonly profile: Profile
  /** Sites that the bytes were divided between; 1 means that they are its own for certain, 0 that nobody was found. */
  readonly sharedBy: number
}

/**
 * Charges memory off the heap, which V8 profiles do not know, to the sites that kept ArrayBuffers: in proportion to how many, since
 * their sizes are unknown. Without any such object (WebAssembly memory, strings made from Buffers) it is the growing site's if there is
 * only one.
 *
 * @param answerable the frame on whose account a stack is judged
 * @param growing `frameKey`s of the sites that leak
 */
export function chargeOffHeap(
  profile: Profile,
  bytes: number,
  answerable: (stack: readonly Frame[]) => Frame | undefined,
  growing: ReadonlySet<string>,
): Charged {
  if (bytes <= 0) return { profile, sharedBy: 0 }
  const siteOf = (sample: Sample): string | undefined => {
    const frame = answerable(sample.stack)
    return frame && frameKey(frame)
  }
  const suspects = profile.filter((sample) => growing.has(siteOf(sample) ?? ''))
  const owners = suspects.filter(({ arrayBuffers = 0 }) => arrayBuffers > 0)
  const charged = new Set(owners.length > 0 ? owners : suspects)
  const sharedBy = new Set([...charged].map(siteOf)).size
  if (charged.size === 0 || (owners.length === 0 && sharedBy > 1)) return { profile, sharedBy: 0 }
  const weightOf = (sample: Sample): number => (owners.length > 0 ? (sample.arrayBuffers ?? 0) : sample.objects)
  const total = [...charged].reduce((sum, sample) => sum + weightOf(sample), 0)
  return {
    sharedBy,
    profile: profile.map((sample) => {
      if (!charged.has(sample)) return sample
      const share = (bytes * weightOf(sample)) / total
      return { ...sample, bytes: sample.bytes + share, offHeapBytes: share }
    }),
  }
}

/** Within this of the whole, what the sites own is the whole: calls differ, and pools are filled by several. */
const WHOLE_SHARE = 0.9

/** What the figures of the owners have to be multiplied by to agree with what was measured. */
export function knownShare(bytes: number, owned: readonly number[]): number {
  const total = owned.reduce((sum, each) => sum + each, 0)
  return total >= WHOLE_SHARE * bytes && total > 0 ? bytes / total : 1
}

/**
 * Charges memory off the heap to the sites that are known to own it, in place of a division by counts.
 *
 * @param bytes that the measurement found, on all accounts
 * @param owned bytes by the `frameKey` of the site that owns them; what is more than these belongs to none
 */
export function chargeKnownOffHeap(
  profile: Profile,
  bytes: number,
  owned: ReadonlyMap<string, number>,
  answerable: (stack: readonly Frame[]) => Frame | undefined,
): Profile {
  const scale = knownShare(bytes, [...owned.values()])
  const uncharged = profile.map(({ offHeapBytes = 0, ...sample }) => ({
    ...sample,
    bytes: sample.bytes - offHeapBytes,
  }))
  const keyOf = ({ stack }: Sample): string => {
    const frame = answerable(stack)
    return frame ? frameKey(frame) : ''
  }
  const weightOf = (sample: Sample): number => sample.arrayBuffers ?? 0
  const sums = new Map<string, { weight: number; samples: number }>()
  for (const sample of uncharged) {
    const sum = sums.get(keyOf(sample)) ?? { weight: 0, samples: 0 }
    sums.set(keyOf(sample), { weight: sum.weight + weightOf(sample), samples: sum.samples + 1 })
  }
  return uncharged.map((sample) => {
    const key = keyOf(sample)
    const { weight = 0, samples = 1 } = sums.get(key) ?? {}
    const share = (owned.get(key) ?? 0) * scale * (weight > 0 ? weightOf(sample) / weight : 1 / samples)
    return share === 0 ? sample : { ...sample, bytes: sample.bytes + share, offHeapBytes: share }
  })
}
