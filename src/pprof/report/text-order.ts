const SURROGATES = 0xd800
const AFTER_SURROGATES = 0xe000

/**
 * The order in which Go sorts texts: by the bytes of UTF-8. JavaScript compares UTF-16, in which characters above U+FFFF come before those
 * from U+E000 on.
 */
export function textOrder(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (left === right) continue
    if (isHalf(left) !== isHalf(right) && Math.max(left, right) >= AFTER_SURROGATES) return right - left
    return left - right
  }
  return a.length - b.length
}

const isHalf = (unit: number): boolean => unit >= SURROGATES && unit < AFTER_SURROGATES

/** The text at the right of a column, as `%10s` writes it: a character is one place, however wide it is. */
export function rightAligned(text: string, places: number): string {
  const characters = text.length < places ? [...text].length : places
  return ' '.repeat(Math.max(0, places - characters)) + text
}
