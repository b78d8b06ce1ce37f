import { switchOff } from './v8-flags.ts'

/*
 * V8's compilers allocate on the stack of the function that they compile: a body that keeps nothing shows up to 200 objects at a
 * doubling of its calls, for as long as functions get hot. Without tier-up the same bodies show none to 6. Inlining has to go as well:
 * it charges an allocation to the caller of the function that made it. And feedback vectors are to come with the first call of a
 * function, in warm-up, rather than some calls later.
 */
const INLINING = ['turbo-inlining', 'maglev-inlining']
const QUIET = [...INLINING, 'lazy-feedback-allocation']
const TIERS = ['sparkplug', 'maglev', 'opt']

/** Returns what restores inlining and late feedback. */
export const quieten = (): (() => void) => switchOff(QUIET)

/** Leaves every function in the tier where it is. Returns what lets them rise again. */
export const pauseTierUp = (): (() => void) => switchOff(TIERS)

/** For code that is compiled from now on. Returns what restores it. */
export const withoutInlining = (): (() => void) => switchOff(INLINING)
