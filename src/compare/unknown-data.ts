// Result files are written by others: anything may be missing, and `NaN` has become `null`.

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value's fields; none where it is no object. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** The objects of a list; none where it is no list. */
export const objectsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const isFiniteNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
