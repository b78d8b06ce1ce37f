import type { Frame } from '../profile/profile.ts'
import { type Paint, plain } from './paint.ts'
import { cutEnd, LINE_WIDTH, padStart, printable, width } from './text.ts'

const MOST_LINES = 8

const indentOf = (line: string): number => line.length - line.trimStart().length

/** How many lines the function has, as far as its indentation shows; at most what an excerpt shows. */
function functionLength(lines: readonly string[]): number {
  const indent = indentOf(lines[0] ?? '')
  for (let length = 1; length < Math.min(lines.length, MOST_LINES); length++) {
    const line = lines[length] ?? ''
    if (line.trim() === '' || indentOf(line) > indent) continue
    // A closing bracket ends the function, unless it closes the parameters and opens the body.
    const closes = /^\s*[)\]}]/.test(line)
    if (closes && !/[{(=>,]\s*$/.test(line)) return length + 1
    const opens = /^\s*\{\s*$/.test(line)
    if (!closes && !opens) return length
  }
  return Math.min(lines.length, MOST_LINES)
}

/** A word beside a line. */
export interface Mark {
  /** 1-based, in the file. */
  readonly line: number
  readonly text: string
  /** Whether it is said of this line alone. */
  readonly isCertain: boolean
}

/** Lines of a function that is longer than an excerpt: its first ones, and those around each mark. */
const FIRST_LINES = 1
const LINES_AROUND = 1
const MOST_MARKED_LINES = 6
const MARK_GAP = 6
const MARK_WIDTH = 40

/**
 * The beginning of the function that is a call site, with line numbers, and the lines on which it makes what it keeps marked: `◀` where
 * that is certain, `◁` where it is one of several that may.
 *
 * @param text the file's contents, `undefined` when it cannot be read
 * @returns no lines where there is nothing to show
 */
export function sourceExcerpt(
  frame: Frame,
  text: string | undefined,
  marks: readonly Mark[] = [],
  paint: Paint = plain,
): string[] {
  if (text === undefined || frame.line < 1) return []
  const all = text.split(/\r?\n/).map((line) => line.replaceAll('\t', '  '))
  const numbers = shownLines(all, frame.line, marks)
  const lines = numbers.map((number) => (number === GAP ? '' : (all[number - 1] ?? '')))
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf))
  const gutter = String(Math.max(...numbers)).length
  const columns = LINE_WIDTH - gutter - 7
  const byLine = new Map(marks.map((mark) => [mark.line, { ...mark, text: cutEnd(printable(mark.text), MARK_WIDTH) }]))
  const codes = lines.map((line, index) => {
    const mark = byLine.get(numbers[index] ?? 0)
    return cutEnd(printable(line.slice(indent)), columns - (mark ? width(mark.text) + 4 : 0))
  })
  const marked = codes.filter((_, index) => byLine.has(numbers[index] ?? 0))
  const column = Math.max(0, ...marked.map(width)) + MARK_GAP
  return numbers.map((number, index) => {
    if (number === GAP) return `    ${paint.dim(`${padStart('…', gutter)} │`)}`
    const code = codes[index] ?? ''
    const mark = byLine.get(number)
    const line = `    ${paint.dim(`${padStart(String(number), gutter)} │`)} ${code}`
    return (
      mark ? line + markText(mark, code, Math.min(column, columns - width(mark.text) - 2), paint) : line
    ).trimEnd()
  })
}

function markText({ text, isCertain }: Mark, code: string, column: number, paint: Paint): string {
  return ' '.repeat(Math.max(2, column - width(code))) + paint.red(`${isCertain ? '◀' : '◁'} ${text}`)
}

/** Stands for lines that are left out. */
const GAP = 0

function shownLines(all: readonly string[], first: number, marks: readonly Mark[]): number[] {
  const below = all.slice(first - 1, first - 1 + MOST_LINES)
  let length = functionLength(below)
  while (length > 0 && below[length - 1]?.trim() === '') length--
  const beginning = Array.from({ length }, (_, index) => first + index)
  const beyond = marks.map(({ line }) => line).filter((line) => line < first || line >= first + length)
  if (beyond.length === 0) return beginning
  const marked = marks.map(({ line }) => line).slice(0, MOST_MARKED_LINES)
  // What is around a mark is left out where there are many.
  const around = 3 * marked.length > MOST_LINES ? 0 : LINES_AROUND
  const wanted = new Set(beginning.slice(0, FIRST_LINES))
  for (const line of marked) {
    for (let near = line - around; near <= line + around; near++) {
      if (near >= 1 && near <= all.length) wanted.add(near)
    }
  }
  const lines = [...wanted].sort((a, b) => a - b)
  return lines.flatMap((line, index) => (index > 0 && line > (lines[index - 1] ?? 0) + 1 ? [GAP, line] : [line]))
}
