import { setFlagsFromString } from 'node:v8'

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
  setEach(flags, (flag) => `--no-${flag}`)
  return () => setEach(toRestore, (flag) => `--${flag}`)
}

/**
 * Sets V8's flags that are numbers, and returns what sets them back. One that Node was started with is left alone.
 *
 * @param flags by name: what it is to be, and what it is by default
 */
export function setNumbers(flags: Readonly<Record<string, readonly [value: number, byDefault: number]>>): () => void {
  const own = Object.entries(flags).filter(([flag]) => !startOptions().some((o) => o.startsWith(`--${flag}=`)))
  setEach(own, (entry) => `--${entry[0]}=${entry[1][0]}`)
  return () => setEach(own, (entry) => `--${entry[0]}=${entry[1][1]}`)
}

/** Without the iterator of arrays: a body may have replaced it, and flags have to come back even then. */
function setEach<Entry>(entries: readonly Entry[], option: (entry: Entry) => string): void {
  for (let i = 0; i < entries.length; i++) setFlagsFromString(option(entries[i] as Entry))
}

const startOptions = (): string[] =>
  [...(process.env.NODE_OPTIONS ?? '').split(/\s+/), ...process.execArgv].map((o) => o.replaceAll('_', '-'))

function isOnByStart(flag: string): boolean {
  const options = startOptions()
  if (options.includes('--jitless') || options.includes(`--no-${flag}`)) return false
  return options.includes(`--${flag}`) || !OFF_BY_DEFAULT.includes(flag)
}
