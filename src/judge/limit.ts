/** How much memory an assertion allows; what is absent is not limited. */
export interface Limit {
  /** Bytes, on and off the heap. */
  readonly space?: number
  readonly objects?: number
}

/** A size as a person writes it: bytes, or a number with a unit, `1.5 MB`. Units are powers of 1024, as pprof prints them. */
export type Size = number | string

/** What a limit may be: a size, or sizes and counts by name. */
export type LimitInput = Size | { readonly space?: Size; readonly objects?: number }

const FORMS = `bytes as a number, '1.5 MB' (B, kB, MB, GB, KiB, MiB, GiB), or { space: '64 kB', objects: 900 }`

const exponents: Readonly<Record<string, number>> = { '': 0, b: 0, k: 1, m: 2, g: 3 }

/**
 * Reads a limit.
 *
 * @returns the limit in bytes and objects
 * @throws RangeError one sentence with the value and the forms that are understood
 * @example parseLimit('1.5 MB') // { space: 1_572_864 }
 */
export function parseLimit(input: unknown): Limit {
  if (typeof input === 'number' || typeof input === 'string') return { space: parseSize(input, input) }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw notALimit(input)
  const { space, objects, ...others } = input as Record<string, unknown>
  const [other] = Object.keys(others)
  if (other !== undefined) throw new RangeError(`a limit has no '${other}': it is ${FORMS}`)
  if (space === undefined && objects === undefined) throw notALimit(input)
  if (objects !== undefined && !(Number.isSafeInteger(objects) && (objects as number) >= 0)) {
    throw new RangeError(`a limit's objects are a whole number from 0, not ${shown(objects)}`)
  }
  return {
    ...(space === undefined ? {} : { space: parseSize(space, input) }),
    ...(objects === undefined ? {} : { objects: objects as number }),
  }
}

/** Bytes of `1.5 MB`, `64kib` or `100`; fractions of a byte are rounded down. */
function parseSize(size: unknown, input: unknown): number {
  const [, digits, prefix] = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*(?:([kmg])(?:i?b)?|b)?\s*$/i.exec(textOf(size)) ?? []
  if (digits === undefined) throw notALimit(input)
  const bytes = Math.floor(Number(digits) * 1024 ** (exponents[(prefix ?? '').toLowerCase()] ?? 0))
  if (!Number.isSafeInteger(bytes)) throw notALimit(input)
  return bytes
}

/** A number goes the way of its digits, except for those whose digits are not plain, `1e21` and `NaN`. */
const textOf = (size: unknown): string =>
  typeof size === 'number' ? (Number.isFinite(size) ? size.toFixed(20) : '') : typeof size === 'string' ? size : ''

const notALimit = (input: unknown): RangeError => new RangeError(`a limit cannot be ${shown(input)}: it is ${FORMS}`)

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value !== 'object' || value === null) return String(value)
  try {
    return JSON.stringify(value).replaceAll('"', "'")
  } catch {
    return 'that object'
  }
}
