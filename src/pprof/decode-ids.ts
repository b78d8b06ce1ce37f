import { ProfileError } from './profile-error.ts'
import type { Cursor } from './wire.ts'

/** An id of 64 bits, exact: a number, or a bigint above 2 ** 53. */
export type Id = number | bigint

/** The varint that was read last. */
export const idOf = ({ low, high }: Cursor): Id =>
  high < 2 ** 21 ? high * 2 ** 32 + low : (BigInt(high) << 32n) | BigInt(low)

/** Where in a table an id is. Ids may be any numbers but 0; nearly all writers count from 1. */
export interface IdTable {
  /** `dense[id] - 1` is the index, where it is not 0 (no such id). Empty where ids are far apart. */
  readonly dense: Uint32Array
  readonly sparse: ReadonlyMap<Id, number>
}

/**
 * @param ids by index
 * @param of what they are the ids of, for the error
 * @throws ProfileError an id is 0 or is there twice
 */
export function idTableOf(ids: readonly Id[], of: string): IdTable {
  const limit = 4 * ids.length + 1024
  const isDense = ids.every((id) => id < limit)
  const dense = new Uint32Array(isDense ? ids.reduce<number>((max, id) => Math.max(max, Number(id)), 0) + 1 : 0)
  const sparse = new Map<Id, number>()
  for (const [index, id] of ids.entries()) {
    if (id === 0) throw new ProfileError(`a ${of} has the id 0, which stands for none`)
    const isKnown = isDense ? dense[Number(id)] !== 0 : sparse.has(id)
    if (isKnown) throw new ProfileError(`two ${of}s have the id ${id}`)
    if (isDense) dense[Number(id)] = index + 1
    else sparse.set(id, index)
  }
  return { dense, sparse }
}

/** @returns -1 where there is no such id */
export function indexOfId({ dense, sparse }: IdTable, id: Id): number {
  if (dense.length > 0) return (id < dense.length ? (dense[Number(id)] as number) : 0) - 1
  return sparse.get(id) ?? -1
}

/**
 * The ids as the model has them. Numbers cannot tell ids above 2 ** 53 apart (there are writers that take hashes), and nobody needs these
 * but to find what they stand for: such a table is numbered from 1 on.
 */
export const idNumbers = (ids: readonly Id[]): number[] =>
  ids.some((id) => typeof id === 'bigint') ? ids.map((_, index) => index + 1) : ids.map(Number)
