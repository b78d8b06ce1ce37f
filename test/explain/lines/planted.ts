import type { MadeKind } from '../../../src/explain/lines/made-kind.ts'
import { type FunctionPlace, parseSource } from '../../../src/explain/lines/parse-source.ts'

/** Where V8 says that the function with this text in its head starts; the text has a `^` at that place. */
export function placeOf(source: string): { readonly text: string; readonly at: Omit<FunctionPlace, 'functionName'> } {
  const offset = source.indexOf('^')
  const before = source.slice(0, offset).split(/\r\n?|[\n\u2028\u2029]/)
  const text = source.slice(0, offset) + source.slice(offset + 1)
  return { text, at: { line: before.length, column: (before.at(-1) ?? '').length + 1 } }
}

/** The candidates' text, from where they start to the end of the line, cut short. */
export function candidatesIn(source: string, kind: MadeKind | string, functionName = ''): string[] | undefined {
  const { text, at } = placeOf(source)
  const lines = text.split(/\r\n?|[\n\u2028\u2029]/)
  const made = typeof kind === 'string' ? { className: kind } : kind
  return parseSource(text)
    ?.candidates({ functionName, ...at }, [made])?.[0]
    ?.map(({ line, column }) => (lines[line - 1] ?? '').slice(column - 1))
}
