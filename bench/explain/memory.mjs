import { readFileSync, writeFileSync } from 'node:fs'

/**
 * The most memory that this process has had since the last time, in MB, over what it had at first: Linux keeps the mark, and
 * lets a process reset its own. NaN elsewhere.
 */
export function peakMemory() {
  reset()
  const before = readMB('VmRSS')
  return {
    before,
    sinceLast() {
      const peak = readMB('VmHWM') - before
      reset()
      return peak
    },
  }
}

function reset() {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Not Linux: nothing is read either.
  }
}

function readMB(field) {
  try {
    const text = readFileSync('/proc/self/status', 'latin1')
    return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(text)?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}
