import { SnapshotError } from './byte-cursor.ts'

/** What a snapshot says of itself before it begins. */
export interface Header {
  readonly meta: {
    readonly node_fields: readonly string[]
    readonly node_types: readonly unknown[]
    readonly edge_fields: readonly string[]
    readonly edge_types: readonly unknown[]
    readonly trace_function_info_fields: readonly string[]
    readonly location_fields: readonly string[]
  }
  readonly node_count: number
  readonly edge_count: number
}

/** Where a field is in a row: it differs between versions. */
export const fieldOf = (fields: readonly string[], name: string): number => {
  const index = fields.indexOf(name)
  if (index < 0) throw new SnapshotError(`the heap snapshot has no field '${name}'`)
  return index
}

/**
 * @param sizeBytes of the whole text, in which each node and edge takes some
 * @throws SnapshotError where it does not describe a snapshot
 */
export function checkedHeader(value: unknown, sizeBytes: number): Header {
  const header = value as Partial<Header> | null
  const meta = header?.meta as Partial<Header['meta']> | undefined
  const lists = [
    meta?.node_fields,
    meta?.node_types,
    meta?.node_types?.[meta.node_fields?.indexOf('type') ?? 0],
    meta?.edge_fields,
    meta?.edge_types,
    meta?.edge_types?.[meta.edge_fields?.indexOf('type') ?? 0],
    meta?.trace_function_info_fields,
    meta?.location_fields,
  ]
  const counts = [header?.node_count, header?.edge_count]
  if (!lists.every(Array.isArray) || !counts.every((count) => isCount(count, sizeBytes))) {
    throw new SnapshotError('this is no heap snapshot, or its description is not whole')
  }
  return header as Header
}

const isCount = (value: unknown, most: number): boolean =>
  Number.isInteger(value) && 0 <= Number(value) && Number(value) <= most
