import { setTimeout as sleep } from 'node:timers/promises'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const controller = new AbortController()
    const { signal } = controller
    signal.addEventListener('abort', () => {}, { once: true })
    const any = AbortSignal.any([signal, AbortSignal.abort()])
    const wait = sleep(1000, null, { signal }).catch((e) => e.name)
    controller.abort()
    await wait
    return any.aborted
  }
}
