import { cutEnd, cutStart, width } from '../report/text.ts'

/** The text, or its beginning and its end with `…` between: a test's name begins with its file and ends with what is its own. */
export function cutMiddle(text: string, columns: number): string {
  if (width(text) <= columns) return text
  if (columns < 3) return cutEnd(text, columns)
  const start = Math.floor((columns - 1) / 3)
  return cutEnd(text, start + 1) + cutStart(text, columns - start).slice(1)
}

/** A sentence on as many lines as it takes, behind an indent. */
export function wrap(sentence: string, columns: number, indent = '   '): string[] {
  const room = columns - width(indent)
  const lines: string[] = []
  for (const word of sentence.split(' ')) {
    const line = lines.at(-1)
    const longer = `${line} ${word}`
    if (line !== undefined && width(longer) <= room) lines[lines.length - 1] = longer
    else lines.push(cutMiddle(word, room))
  }
  return lines.map((line) => indent + line)
}
