import type { Ranges } from './decode-outline.ts'
import { rowsOf } from './decode-rows.ts'
import type { Strings } from './decode-strings.ts'
import type { ValueType } from './pprof-profile.ts'
import { readSigned } from './wire.ts'

export const decodeValueTypes = (bytes: Uint8Array, ranges: Ranges, strings: Strings): ValueType[] =>
  rowsOf<ValueType>(
    bytes,
    ranges,
    () => ({ type: '', unit: '' }),
    (row, cursor, tag) => {
      const field = tag >>> 3
      if (field === 1) row.type = strings(readSigned(cursor, tag, 'ValueType.type'), 'ValueType.type')
      else if (field === 2) row.unit = strings(readSigned(cursor, tag, 'ValueType.unit'), 'ValueType.unit')
      else return false
      return true
    },
  )
