import { setInterval as ticks, setTimeout as wait } from 'node:timers/promises'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const late = setTimeout(() => {}, 60_000)
    const often = setInterval(() => {}, 60_000)
    for await (const _tick of ticks(1)) break
    await Promise.race([wait(1), wait(1)])
    clearTimeout(late)
    clearInterval(often)
  }
}
