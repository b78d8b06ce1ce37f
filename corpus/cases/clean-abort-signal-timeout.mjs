import { setTimeout as wait } from 'node:timers/promises'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const signal = AbortSignal.timeout(1)
    await wait(1000, null, { signal }).catch(() => {})
    return signal.aborted
  }
}
