/** A time zone at one moment. */
export interface Zone {
  /** East of Greenwich. */
  readonly offsetSeconds: number
  /** Such as `CET`. */
  readonly abbreviation: string
}

/** The time zone that times are written in. @param seconds since 1970 */
export type ZoneAt = (seconds: number) => Zone

export const utc: ZoneAt = () => ({ offsetSeconds: 0, abbreviation: 'UTC' })

const SECOND = 1_000_000_000n
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** @example headerTime(1_700_000_000_000_000_000n, utc) // 'Nov 14, 2023 at 10:13pm (UTC)' */
export function headerTime(nanos: bigint, zoneAt: ZoneAt): string {
  const { date, zone } = localDate(nanos, zoneAt)
  const hours = date.getUTCHours()
  const clock = `${hours % 12 || 12}:${twoDigits(date.getUTCMinutes())}${hours < 12 ? 'am' : 'pm'}`
  const day = `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${fourDigits(date.getUTCFullYear())}`
  return `${day} at ${clock} (${zone.abbreviation})`
}

/** @example rawTime(1_700_000_000_500_000_000n, utc) // '2023-11-14 22:13:20.5 +0000 UTC' */
export function rawTime(nanos: bigint, zoneAt: ZoneAt): string {
  const { date, zone, rest } = localDate(nanos, zoneAt)
  const day = [fourDigits(date.getUTCFullYear()), twoDigits(date.getUTCMonth() + 1), twoDigits(date.getUTCDate())]
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(':')
  const fraction = rest === 0n ? '' : `.${String(rest).padStart(9, '0').replace(/0+$/, '')}`
  const minutes = Math.trunc(Math.abs(zone.offsetSeconds) / 60)
  const sign = zone.offsetSeconds < 0 ? '-' : '+'
  const offset = `${sign}${twoDigits(Math.trunc(minutes / 60))}${twoDigits(minutes % 60)}`
  return `${day.join('-')} ${clock}${fraction} ${offset} ${zone.abbreviation}`
}

function localDate(nanos: bigint, zoneAt: ZoneAt): { date: Date; zone: Zone; rest: bigint } {
  const rest = ((nanos % SECOND) + SECOND) % SECOND
  const seconds = Number((nanos - rest) / SECOND)
  const zone = zoneAt(seconds)
  return { date: new Date((seconds + zone.offsetSeconds) * 1000), zone, rest }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
const fourDigits = (value: number): string => String(value).padStart(4, '0')

/**
 * A duration as Go writes it.
 *
 * @example goDuration(90_500_000_000n) // '1m30.5s'
 */
export function goDuration(nanos: bigint): string {
  if (nanos < 0n) return `-${goDuration(-nanos)}`
  if (nanos === 0n) return '0s'
  if (nanos < 1_000n) return `${nanos}ns`
  if (nanos < 1_000_000n) return `${decimal(nanos, 3)}µs`
  if (nanos < SECOND) return `${decimal(nanos, 6)}ms`
  const minutes = nanos / (60n * SECOND)
  const seconds = `${decimal(nanos % (60n * SECOND), 9)}s`
  if (minutes === 0n) return seconds
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`
}

function decimal(value: bigint, decimals: number): string {
  const digits = String(value).padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  return digits.slice(0, -decimals) + (fraction === '' ? '' : `.${fraction}`)
}
