import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const FIXTURES = join(import.meta.dirname, 'fixtures')

const linesOf = (file: string): readonly string[] => readFileSync(join(FIXTURES, file), 'utf8').split('\n')

/**
 * The number of the line that has this text.
 *
 * @param file in `fixtures`
 */
export function lineWith(file: string, text: string): number {
  const index = linesOf(file).findIndex((line) => line.includes(text))
  if (index === -1) throw new Error(`${file} has no line with ${text}`)
  return index + 1
}

/**
 * `leaks.test.ts:12:41`, of the line that ends in `// at: name`: where the matcher's name begins, to which Vitest points.
 *
 * @param file in `fixtures`
 */
export function matcherAt(file: string, name: string): string {
  const line = lineWith(file, `// at: ${name}`)
  const column = linesOf(file)[line - 1]?.search(/\b(?:toLeak|toNot\w+|toBeCollected)\(/) ?? -1
  return `${file.slice(file.lastIndexOf('/') + 1)}:${line}:${column + 1}`
}
