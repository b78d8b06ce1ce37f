/** A source file, or why there is none. */
export type Source = { readonly text: string; readonly error?: undefined } | { readonly error: string }

/** @param file as the profile has it */
export type SourceOf = (file: string) => Source

/** Lines of a text, from 1, both included; those that there are. */
export function sourceLines(text: string, first: number, last: number): string[] {
  const lines = text.split('\n')
  // What ends with a line break has no line after it.
  if (lines.at(-1) === '') lines.pop()
  return lines.slice(first - 1, last).map((line) => line.replace(/\r$/, ''))
}
