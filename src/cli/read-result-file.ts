import { readFileSync } from 'node:fs'
import type { Benchmark } from '../compare/benchmark.ts'
import { readResults } from '../compare/read-results.ts'
import { UsageError } from './usage-error.ts'

const WRITE_ONE =
  "write one with 'vitest bench --outputJson FILE' (Vitest 3, 4) or 'vitest bench --reporter=json --outputFile=FILE' (Vitest 5)"

/**
 * The benchmarks of a file, at least one.
 *
 * @throws UsageError one sentence with the file and what to do
 */
export function readResultFile(path: string): Benchmark[] {
  const benchmarks = readResults(parsed(path, textOf(path)))
  if (!benchmarks) throw new UsageError(`'${path}' is no benchmark result: ${WRITE_ONE}`)
  if (benchmarks.length === 0) throw new UsageError(`'${path}' has no benchmarks in it: ${WRITE_ONE}`)
  return benchmarks
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
      .replace(/^\ufeff/, '')
      .trimEnd()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UsageError(`there is no file '${path}': ${WRITE_ONE}`)
    if (code === 'EISDIR') throw new UsageError(`'${path}' is a folder: give the file in it`)
    throw new UsageError(`'${path}' cannot be read (${message}): give a file that can be`)
  }
}

function parsed(path: string, text: string): unknown {
  if (text === '') throw new UsageError(`'${path}' is empty: record it again`)
  try {
    return JSON.parse(text)
  } catch (error) {
    if (isCutOff((error as Error).message, text)) {
      throw new UsageError(`'${path}' breaks off in the middle, after ${text.length} characters: record it again`)
    }
    throw new UsageError(`'${path}' is not JSON: ${WRITE_ONE}`)
  }
}

/** Whether the parser came to the end of the text, and missed something there. V8 says so in words or by the position. */
function isCutOff(message: string, text: string): boolean {
  const [, position] = /at position (\d+)/.exec(message) ?? []
  return /end of JSON input/.test(message) || Number(position) >= text.length
}
