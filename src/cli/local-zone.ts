import { readFileSync } from 'node:fs'
import type { Zone, ZoneAt } from '../pprof/report/clock.ts'

/**
 * The time zone of this machine, or of `TZ`. Its abbreviations are those of the system's time zone files, as in Go: JavaScript calls
 * most zones `GMT+1` and the like.
 */
export const localZone: ZoneAt = (seconds) => {
  const date = new Date(seconds * 1000)
  const offsetSeconds = -date.getTimezoneOffset() * 60
  return { offsetSeconds, abbreviation: systemAbbreviation(offsetSeconds) ?? scriptAbbreviation(date) }
}

function scriptAbbreviation(date: Date): Zone['abbreviation'] {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(date)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC'
}

const folders = ['/usr/share/zoneinfo', '/usr/share/lib/zoneinfo', '/usr/lib/locale/TZ']

function systemAbbreviation(offsetSeconds: number): string | undefined {
  const name = process.env.TZ?.replace(/^:/, '')
  if (name === '' || name === 'UTC') return 'UTC'
  const paths = name === undefined ? ['/etc/localtime'] : folders.map((folder) => `${folder}/${name}`)
  for (const path of paths) {
    const zone = fileText(path)
    // Its last line is the rule of today: `CET-1CEST,M3.5.0,M10.5.0/3`, in hours west of Greenwich.
    const [, rule = ''] = /\n([^\n]*)\n$/.exec(zone ?? '') ?? []
    const found = abbreviationOf(rule, offsetSeconds)
    if (found !== undefined) return found
  }
  return undefined
}

function fileText(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return undefined
  }
}

const NAME = '(<[^>]+>|[A-Za-z]+)'
const HOURS = '([+-]?[\\d:]+)'
const rulePattern = new RegExp(`^${NAME}${HOURS}(?:${NAME}${HOURS}?)?`)

function abbreviationOf(rule: string, offsetSeconds: number): string | undefined {
  const [, standard, west = '', summer, summerWest] = rulePattern.exec(rule) ?? []
  if (standard === undefined) return undefined
  const standardOffset = -secondsOf(west)
  const summerOffset = summerWest === undefined ? standardOffset + 3600 : -secondsOf(summerWest)
  const plain = (name: string): string => name.replace(/[<>]/g, '')
  if (offsetSeconds === standardOffset) return plain(standard)
  return summer !== undefined && offsetSeconds === summerOffset ? plain(summer) : undefined
}

function secondsOf(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.replace(/^[+-]/, '').split(':').map(Number)
  const amount = hours * 3600 + minutes * 60 + seconds
  return clock.startsWith('-') ? -amount : amount
}
