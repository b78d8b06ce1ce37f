/** Of figures as text in a page: all of printable ASCII that neither JSON nor HTML writes in another way, so that a digit is a byte. */
export const DIGITS = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
  (digit) => !'"\\<'.includes(digit),
)

/** By character code. */
export const digitOf = new Uint8Array(128)
for (const [index, digit] of DIGITS.entries()) digitOf[digit.charCodeAt(0)] = index
