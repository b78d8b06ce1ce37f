import { TextDecoder } from 'node:util'
import type { Ranges } from './decode-outline.ts'
import { ProfileError } from './profile-error.ts'

/**
 * The text with an index.
 *
 * @param index an int64 of the file
 * @param of what refers to it, for the error
 * @throws ProfileError there is none with that index
 */
export type Strings = (index: number, of: string) => string

/** The string table. Texts are decoded when somebody asks for them, once each; what is no UTF-8 becomes U+FFFD. */
export function stringsOf(bytes: Uint8Array, ranges: Ranges): Strings {
  const count = ranges.length / 2
  if (count === 0) throw new ProfileError('it has no string table')
  if (ranges[0] !== ranges[1]) throw new ProfileError("the first entry of its string table is not ''")
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const decoded: (string | undefined)[] = new Array(count)
  return (index, of) => {
    if (!(index >= 0 && index < count)) {
      throw new ProfileError(`${of} is string ${index}, but there are only ${count}`)
    }
    const known = decoded[index]
    if (known !== undefined) return known
    const text = decoder.decode(bytes.subarray(ranges[2 * index], ranges[2 * index + 1]))
    decoded[index] = text
    return text
  }
}
