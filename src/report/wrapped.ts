import { LINE_WIDTH, width } from './text.ts'

/** Items behind a label, on as many lines as they take; a line that goes on ends with the separator. */
export function wrapped(label: string, items: readonly string[], separator: string): string[] {
  const lines: string[] = []
  let line = label
  for (const [index, item] of items.entries()) {
    const text = index < items.length - 1 ? item + separator : item
    if (line.trim() !== label.trim() && width(line) + width(text.trimEnd()) > LINE_WIDTH) {
      lines.push(line.trimEnd())
      line = ' '.repeat(width(label))
    }
    line += text
  }
  return items.length === 0 ? [] : [...lines, line]
}
