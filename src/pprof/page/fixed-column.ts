import { DIGITS, digitOf } from './digits.ts'

/** A column as text of which single values can be read, and all the others need not: they have equally many digits. */
export interface FixedColumn {
  readonly digits: number
  readonly text: string
}

const BASE = DIGITS.length

/** @param column whole numbers, none below zero */
export function fixedColumn(column: readonly number[]): FixedColumn {
  const most = column.reduce((most, value) => Math.max(most, value), 0)
  let digits = 1
  while (BASE ** digits <= most) digits++
  const factors = Array.from({ length: digits }, (_, at) => BASE ** (digits - 1 - at))
  const textOf = (value: number): string => factors.map((factor) => DIGITS[Math.floor(value / factor) % BASE]).join('')
  return { digits, text: column.map(textOf).join('') }
}

export function valueAt({ digits, text }: FixedColumn, index: number): number {
  let value = 0
  for (let at = index * digits; at < (index + 1) * digits; at++) {
    value = value * BASE + (digitOf[text.charCodeAt(at)] as number)
  }
  return value
}
