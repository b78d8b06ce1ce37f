import type { Frame } from '../profile/profile.ts'
import { type Paint, plain } from './paint.ts'
import { cutEnd, LINE_WIDTH, padStart, printable } from './text.ts'

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

/**
 * The beginning of the function that is a call site, with line numbers. V8 knows at which function an allocation
 * happened and not at which line, so no line is pointed at.
 *
 * @param text the file's contents, `undefined` when it cannot be read
 * @returns no lines where there is nothing to show
 */
export function sourceExcerpt(frame: Frame, text: string | undefined, paint: Paint = plain): string[] {
  if (text === undefined || frame.line < 1) return []
  const below = text
    .split(/\r?\n/, frame.line + MOST_LINES - 1)
    .slice(frame.line - 1)
    .map((line) => line.replaceAll('\t', '  '))
  const lines = below.slice(0, functionLength(below))
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop()
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf))
  const gutter = String(frame.line + lines.length - 1).length
  return lines.map((line, index) => {
    const number = padStart(String(frame.line + index), gutter)
    const code = cutEnd(printable(line.slice(indent)), LINE_WIDTH - gutter - 7)
    return `    ${paint.dim(`${number} │`)} ${code}`.trimEnd()
  })
}
