import { EventEmitter } from 'node:events'

/** Lives as long as the process, and with it whatever listens to it. */
const feed = new EventEmitter<{ price: [number] }>().setMaxListeners(0)

export function openChart(): { close(): void } {
  const prices: number[] = []
  const draw = (price: number): void => void prices.push(price)
  feed.on('price', draw)
  return { close: () => void feed.off('price', draw) }
}
