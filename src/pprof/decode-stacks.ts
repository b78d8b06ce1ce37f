import { type IdTable, idOf, indexOfId } from './decode-ids.ts'
import { ProfileError } from './profile-error.ts'
import { type Cursor, readVarint } from './wire.ts'

/** The locations of all stacks, one stack after the other. */
export interface StackColumn {
  /** Appends the packed ids from `start` to `end`, of the sample with that number. */
  readonly read: (sample: number, start: number, end: number) => void
  readonly length: () => number
  readonly column: () => Uint32Array
}

/** @param sampleBytes of all samples together: a location takes one byte of them at least */
export function stackColumn(cursor: Cursor, locationIds: IdTable, sampleBytes: number): StackColumn {
  const { bytes } = cursor
  const { dense } = locationIds
  // Of more than 127 locations, most ids take two bytes: half of the room is enough as a rule, and all of it always.
  let column = new Uint32Array((sampleBytes >>> 1) + 1)
  let length = 0

  const makeRoom = (count: number): void => {
    if (length + count <= column.length) return
    const grown = new Uint32Array(sampleBytes)
    grown.set(column.subarray(0, length))
    column = grown
  }
  const unknown = (sample: number, id: number | bigint): ProfileError =>
    new ProfileError(`sample ${sample} refers to location ${id}, which is not there`)

  const read = (sample: number, start: number, end: number): void => {
    makeRoom(end - start)
    const stacks = column
    let count = length
    let at = start
    while (at < end) {
      const first = at
      // Ids of up to three bytes are read in place: nearly all are.
      let id = bytes[at++] as number
      if (id >= 0x80) {
        let byte = bytes[at++] as number
        id = (id & 0x7f) | ((byte & 0x7f) << 7)
        if (byte >= 0x80) {
          byte = bytes[at++] as number
          id |= (byte & 0x7f) << 14
          if (byte >= 0x80) id = dense.length
        }
      }
      if (id < dense.length && at <= end) {
        const index = (dense[id] as number) - 1
        if (index < 0) throw unknown(sample, id)
        stacks[count++] = index
      } else {
        cursor.at = first
        cursor.end = end
        readVarint(cursor)
        at = cursor.at
        const index = indexOfId(locationIds, idOf(cursor))
        if (index < 0) throw unknown(sample, idOf(cursor))
        stacks[count++] = index
      }
    }
    length = count
  }
  // What is left over was never written to, and takes no memory.
  return { read, length: () => length, column: () => column.subarray(0, length) }
}
