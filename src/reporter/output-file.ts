import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Vitest } from 'vitest/node'
import { reasonOf } from '../artifacts/write-files.ts'
import { nameOfReporter } from './for-machines.ts'

/** What the config may call this reporter. */
export const REPORTER_NAMES: readonly string[] = ['vitest-leak/reporter', 'vitest-leak']

const writesFile = ['json', 'junit', 'html', 'blob']

/**
 * Where Vitest's config wants the JSON file.
 *
 * @param isNamed whether the user has named this reporter: then a file without a name is for it, unless it is for one of Vitest's own
 */
export function configuredFile({ config }: Vitest, isNamed: boolean): string | undefined {
  const { outputFile, reporters } = config as { outputFile?: unknown; reporters?: readonly unknown[] }
  if (typeof outputFile === 'string') {
    const isForOthers = (reporters ?? []).some((reporter) => writesFile.includes(nameOfReporter(reporter) ?? ''))
    return isNamed && !isForOthers ? outputFile : undefined
  }
  const files = Object(outputFile) as Record<string, unknown>
  const file = REPORTER_NAMES.map((name) => files[name]).find((value) => value !== undefined)
  return typeof file === 'string' ? file : undefined
}

/**
 * Writes a file that is there as a whole or not at all, and the folders above it.
 *
 * @param file relative to the root, or absolute
 * @returns why it could not be written, in one line
 */
export function writeOutput(root: string, file: string, content: string): string | undefined {
  const path = resolve(root, file)
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(temporary, content, { flag: 'wx' })
    renameSync(temporary, path)
    return undefined
  } catch (error) {
    removeQuietly(temporary)
    return reasonOf(error, root)
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Its folder is no folder: the reason for the first failure is the one to report.
  }
}
