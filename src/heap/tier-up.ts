import v8 from 'node:v8'
import vm from 'node:vm'

/**
 * V8's compilers allocate on the stack of the function that they compile: a body that keeps nothing shows up to 200 objects at a
 * doubling of its calls, for as long as functions get hot (docs/how-it-works.md has the table). Without tier-up the same bodies show
 * none to 6. Inlining has to go as well: it charges an allocation to the caller of the function that made it.
 */
const INLINING = [
  { flag: 'turbo-inlining', isOn: () => true },
  { flag: 'maglev-inlining', isOn: () => true },
]
const TIERS = [
  { flag: 'sparkplug', isOn: () => native('%IsSparkplugEnabled()') },
  { flag: 'maglev', isOn: () => native('%IsMaglevEnabled()') },
  { flag: 'opt', isOn: () => native('%IsTurbofanEnabled()') },
]

/** Switches inlining off for code that is optimised from now on. Returns what switches it on again. */
export const pauseInlining = (): (() => void) => pause(INLINING)

/** Leaves every function in the tier where it is. Returns what lets them rise again. */
export const pauseTierUp = (): (() => void) => pause(TIERS)

interface Switch {
  readonly flag: string
  isOn(): boolean
}

/** Flags are the process's: pauses of several threads nest, and the last to resume restores. */
function pause(switches: readonly Switch[]): () => void {
  const paused = switches.filter(({ flag, isOn }) => isOn() && set(`--no-${flag}`))
  return () => {
    for (const { flag } of paused) set(`--${flag}`)
    paused.length = 0
  }
}

function set(flag: string): boolean {
  v8.setFlagsFromString(flag)
  return true
}

/** Runtime functions tell the value of a flag, which `node:v8` can only set. */
function native(source: string): boolean {
  v8.setFlagsFromString('--allow-natives-syntax')
  try {
    return vm.runInThisContext(source) === true
  } catch {
    return false
  } finally {
    v8.setFlagsFromString('--no-allow-natives-syntax')
  }
}
