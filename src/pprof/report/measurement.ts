import { TextEncoder } from 'node:util'
import { roundedFixed } from '../../report/percent.ts'
import { printable } from '../../report/text.ts'

interface Unit {
  readonly name: string
  readonly aliases: readonly string[]
  readonly factor: number
}

interface UnitKind {
  readonly units: readonly Unit[]
  /** Of what is in an unknown unit of this kind, or less than one of the smallest. */
  readonly otherwise: { readonly name: string; readonly factor: number }
}

const unit = (name: string, factor: number, ...aliases: string[]): Unit => ({ name, factor, aliases })

const bytes: UnitKind = {
  units: [
    unit('B', 1, 'b', 'byte'),
    ...['kilo', 'mega', 'giga', 'tera', 'peta'].map((prefix, index) => {
      const [letter = ''] = prefix
      const name = index === 0 ? 'kB' : `${letter.toUpperCase()}B`
      return unit(name, 1024 ** (index + 1), `${letter}b`, `${letter}byte`, `${prefix}byte`)
    }),
  ],
  otherwise: { name: 'B', factor: 1 },
}

const time: UnitKind = {
  units: [
    unit('ns', 1, 'ns', 'nanosecond'),
    unit('us', 1e3, 'μs', 'us', 'microsecond'),
    unit('ms', 1e6, 'ms', 'millisecond'),
    unit('s', 1e9, 's', 'sec', 'second'),
    unit('hrs', 3.6e12, 'hour', 'hr'),
  ],
  otherwise: { name: 's', factor: 1e9 },
}

// Google's compute units: of no use here, but a profile may have them.
const computeUnits: UnitKind = {
  units: [
    ['n*', 'nano', 1e-9],
    ['u*', 'micro', 1e-6],
    ['m*', 'milli', 1e-3],
    ['', '', 1],
    ['k*', 'kilo', 1e3],
    ['M*', 'mega', 1e6],
    ['G*', 'giga', 1e9],
    ['T*', 'tera', 1e12],
    ['P*', 'peta', 1e15],
  ].map(([symbol, prefix, factor]) => unit(`${symbol}GCU`, Number(factor), `${prefix}gcu`)),
  otherwise: { name: 'GCU', factor: 1 },
}

const kinds = [bytes, time, computeUnits]

const encoder = new TextEncoder()

function unitOf(kind: UnitKind, name: string): Unit | undefined {
  const lower = name.toLowerCase()
  // Go counts bytes here: of 'μs' nothing is left that it knows.
  const singular = encoder.encode(lower).length > 2 ? lower.replace(/s$/, '') : lower
  return kind.units.find(({ aliases }) => aliases.includes(singular))
}

export interface Measure {
  readonly value: number
  /** '' where there is nothing to say: of what is counted. */
  readonly unit: string
}

const UNNAMED = new Set(['count', 'sample', 'unit', 'minimum', 'auto'])

/**
 * An amount in another unit, as pprof converts it.
 *
 * @param to a unit, or 'minimum' (or 'auto') for the largest of which it is at least one
 */
export function scale(value: number, from: string, to: string): Measure {
  if (value < 0) {
    const positive = scale(-value, from, to)
    return { value: -positive.value, unit: positive.unit }
  }
  for (const kind of kinds) {
    const source = unitOf(kind, from)
    if (source) return converted(kind, value * source.factor, to)
  }
  return { value, unit: UNNAMED.has(to) ? '' : to }
}

function converted(kind: UnitKind, amount: number, to: string): Measure {
  const target =
    to === 'minimum' || to === 'auto' ? kind.units.findLast(({ factor }) => amount / factor >= 1) : unitOf(kind, to)
  const { name, factor } = target ?? kind.otherwise
  return { value: amount / factor, unit: name }
}

/**
 * An amount as pprof writes it: two decimals, or none where they are zero.
 *
 * @example measureText(524800, 'bytes', 'minimum') // '512.50kB'
 */
export function measureText(value: number, from: string, to: string): string {
  const measure = scale(value, from, to)
  const digits = roundedFixed(measure.value, 2).replace(/\.00$/, '')
  return digits === '0' || digits === '-0' ? '0' : digits + printable(measure.unit)
}
