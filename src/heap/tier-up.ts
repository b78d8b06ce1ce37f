import v8 from 'node:v8'

/*
 * V8's compilers allocate on the stack of the function that they compile: a body that keeps nothing shows up to 200 objects at a
 * doubling of its calls, for as long as functions get hot. Without tier-up the same bodies show none to 6. Inlining has to go as well:
 * it charges an allocation to the caller of the function that made it. And feedback vectors are to come with the first call of a
 * function, in warm-up, rather than some calls later.
 */
const QUIET = ['turbo-inlining', 'maglev-inlining', 'lazy-feedback-allocation']
const TIERS = ['sparkplug', 'maglev', 'opt']

/** Maglev is built in but off before Node 24. */
const OFF_BY_DEFAULT = Number(process.versions.node.split('.')[0]) < 24 ? ['maglev'] : []

/** Returns what restores inlining and late feedback. */
export const quieten = (): (() => void) => switchOff(QUIET)

/** Leaves every function in the tier where it is. Returns what lets them rise again. */
export const pauseTierUp = (): (() => void) => switchOff(TIERS)

/**
 * Flags can be set but not read, and they are the process's, not the thread's: what to restore is told by how Node was started, so
 * that a thread which does so while another one has does not take "off" for the setting to come back to.
 */
function switchOff(flags: readonly string[]): () => void {
  const toRestore = flags.filter(isOnByStart)
  for (const flag of flags) v8.setFlagsFromString(`--no-${flag}`)
  return () => {
    for (const flag of toRestore) v8.setFlagsFromString(`--${flag}`)
  }
}

function isOnByStart(flag: string): boolean {
  const options = [...(process.env.NODE_OPTIONS ?? '').split(/\s+/), ...process.execArgv].map((o) =>
    o.replaceAll('_', '-'),
  )
  if (options.includes('--jitless') || options.includes(`--no-${flag}`)) return false
  return options.includes(`--${flag}`) || !OFF_BY_DEFAULT.includes(flag)
}
