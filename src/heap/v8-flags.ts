import v8 from 'node:v8'

/** Maglev is built in but off before Node 24. */
const OFF_BY_DEFAULT = Number(process.versions.node.split('.')[0]) < 24 ? ['maglev'] : []

/**
 * Switches V8's flags off, and returns what restores them.
 *
 * Flags can be set but not read, and they are the process's, not the thread's: what to restore is told by how Node was started, so
 * that a thread which does so while another one has does not take "off" for the setting to come back to.
 */
export function switchOff(flags: readonly string[]): () => void {
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
