/** Columns that no line of a report exceeds, except a command that must stay in one piece to be copied. */
export const LINE_WIDTH = 120

// Control characters, what changes the direction of text, and halves of surrogate pairs.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code === 0x0a) return '\\n'
  if (code === 0x0d) return '\\r'
  if (code === 0x09) return '\\t'
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}

/**
 * Text from outside (names of functions, files and tests, source lines) as it may stand in a terminal:
 * nothing in it can move the cursor, change colours or reorder the line.
 */
export const printable = (text: string): string => text.replace(unprintable, escaped)

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const graphemes = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

// Twice as wide as a letter in a terminal: East Asian scripts, full-width forms and emoji.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u

const asciiOnly = /^[\x20-\x7e]*$/

const columnsOf = (grapheme: string): number => (wide.test(grapheme) ? 2 : 1)

/** Columns that printable text takes in a terminal. */
export function width(text: string): number {
  if (asciiOnly.test(text)) return text.length
  return graphemes(text).reduce((sum, grapheme) => sum + columnsOf(grapheme), 0)
}

export const padStart = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - width(text))) + text

export const padEnd = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)))

function firstColumns(parts: readonly string[], columns: number): string[] {
  let used = 0
  const end = parts.findIndex((part) => {
    used += columnsOf(part)
    return used > columns
  })
  return end === -1 ? [...parts] : parts.slice(0, end)
}

/** The text, or as much of its beginning as fits, with `…` for the rest. */
export function cutEnd(text: string, columns: number): string {
  if (width(text) <= columns) return text
  return `${firstColumns(graphemes(text), columns - 1).join('')}…`
}

/** The text, or `…` and as much of its end as fits: a path says most at its end. */
export function cutStart(text: string, columns: number): string {
  if (width(text) <= columns) return text
  const end = firstColumns(graphemes(text).reverse(), columns - 1).reverse()
  return `…${end.join('')}`
}

/** `1 call`, `64 calls`. */
export const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`
