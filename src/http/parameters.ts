import { printable } from '../report/text.ts'
import { Refusal } from './refusal.ts'

/** The query of a request, checked name by name. */
export interface Parameters {
  /** Whether a switch is on: `1`, as in Go; `0` and absent are off. */
  flag(name: string): boolean
  /** A number in a range, or nothing where it is absent. */
  number(name: string, range: Range): number | undefined
  text(name: string): string | undefined
}

interface Range {
  readonly least: number
  readonly most: number
  readonly isWhole?: boolean
  readonly unit: string
}

/**
 * @param known names that there are
 * @throws Refusal 400 for a name that is not known, or given twice; its methods do for a wrong value
 */
export function parametersOf(query: URLSearchParams, known: readonly string[]): Parameters {
  for (const name of new Set(query.keys())) {
    if (!known.includes(name)) {
      const there = known.length > 0 ? `only ${known.join(', ')}` : 'and no other one here'
      throw new Refusal(400, `there is no parameter '${shown(name)}', ${there}`)
    }
    if (query.getAll(name).length > 1) throw new Refusal(400, `parameter '${name}' is there twice: give it once`)
  }
  const text = (name: string): string | undefined => query.get(name) ?? undefined
  return {
    text,
    flag(name) {
      const value = text(name) ?? '0'
      if (value !== '0' && value !== '1') throw new Refusal(400, `parameter '${name}' is 0 or 1, not '${shown(value)}'`)
      return value === '1'
    },
    number(name, { least, most, isWhole = false, unit }) {
      const value = text(name)
      if (value === undefined) return undefined
      const number = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN
      if (number >= least && number <= most && (!isWhole || Number.isInteger(number))) return number
      const kind = isWhole ? 'a whole number' : 'a number'
      throw new Refusal(
        400,
        `parameter '${name}' is ${kind} of ${unit} from ${least} to ${most}, not '${shown(value)}'`,
      )
    },
  }
}

/** Nothing that a terminal would obey, and not much of it. */
const shown = (text: string): string => printable(text.slice(0, 40))
