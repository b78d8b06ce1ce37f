import { clearTimeout, setTimeout } from 'node:timers'

// Before a test can replace it.
const { Promise: OwnPromise } = globalThis

/**
 * What a promise resolves to, or something else if that takes too long.
 *
 * @param mostMs `Infinity`: it may take any time
 */
export function beforeTimeIsOut<T>(outcome: Promise<T>, mostMs: number, instead: () => T): Promise<T> {
  if (mostMs === Infinity) return outcome
  let timer: NodeJS.Timeout | undefined
  const late = new OwnPromise<T>((resolve) => {
    timer = setTimeout(() => resolve(instead()), mostMs)
  })
  return OwnPromise.race([outcome, late]).finally(() => clearTimeout(timer))
}
