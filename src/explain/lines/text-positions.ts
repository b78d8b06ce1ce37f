/** Places in a text as V8 counts them: lines and UTF-16 columns from 1. */
export interface TextPositions {
  /** undefined outside of the text. */
  offsetOf(line: number, column: number): number | undefined
  positionOf(offset: number): { readonly line: number; readonly column: number }
}

export function textPositions(text: string): TextPositions {
  // V8 ends a line at each of these, even in the middle of a string.
  const starts = [0, ...[...text.matchAll(/\r\n?|[\n\u2028\u2029]/g)].map((end) => end.index + end[0].length)]
  return {
    offsetOf(line, column) {
      const start = starts[line - 1]
      if (start === undefined || column < 1) return undefined
      const offset = start + column - 1
      return offset < (starts[line] ?? text.length + 1) ? offset : undefined
    },
    positionOf(offset) {
      let [low, high] = [0, starts.length]
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if ((starts[middle] as number) <= offset) low = middle
        else high = middle
      }
      return { line: low + 1, column: offset - (starts[low] as number) + 1 }
    },
  }
}
