import leakage from 'leakage'

/** At its defaults: 6 heap diffs of 30 calls. */
export async function isLeaking(call, { isAsync }) {
  try {
    if (isAsync) await leakage.iterate.async(call)
    else leakage.iterate(() => void call())
    return false
  } catch (error) {
    if (error.constructor.name === 'MemoryLeakError') return true
    throw error
  }
}
