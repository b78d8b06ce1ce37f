/** By which power pprof moves shares away from zero, so that small ones have a colour too. */
const POWER = 0.3

/** Below that share colours fade to grey, which else would be yellow. */
const GREY = 0.2

/**
 * pprof's colour of a share of the total: red for what is there or was added, green for what is gone, grey for next to nothing.
 *
 * @param share from -1 to 1; what is beyond counts as that
 * @returns `#rrggbb`; light for what is behind text
 */
export function shareColor(share: number, isBackground: boolean): string {
  const limited = Math.max(-1, Math.min(1, share))
  const size = Math.abs(limited)
  const value = isBackground ? 0.93 : 0.7
  const saturation = (isBackground ? 0.1 : 1) * Math.min(1, size / GREY)
  const full = Math.floor(value * 255)
  const other = Math.floor(value * (1 - saturation * size ** POWER) * 255)
  const blue = Math.floor(value * (1 - saturation) * 255)
  return hex(limited < 0 ? [other, full, blue] : [full, other, blue])
}

const hex = (channels: readonly number[]): string =>
  `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
