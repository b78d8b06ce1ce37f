import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { slug } from './slug.ts'

/** Below the project's root, beside `coverage` and the like. */
export const ARTIFACT_FOLDER = '.vitest-leak'

/** Thrown inside this folder only; what leaves it is the reason as data. */
export class RefusedPath extends Error {}

/** `src/a.test.ts` → `['src', 'a.test.ts']`; no segment can lead upwards. */
const segmentsOf = (root: string, testFile: string): string[] => {
  const path = isAbsolute(testFile) ? relative(root, testFile) : testFile
  return path
    .split(/[\\/]+/)
    .filter((segment) => segment !== '' && segment !== '.')
    .map((segment) => slug(segment, '-'))
}

/**
 * The folder for the artifacts of one assertion, relative to the root:
 * `.vitest-leak/src/a.test.ts/a-request-keeps-nothing`, with `-2` for the second assertion of a test.
 */
export function assertionFolder(root: string, testFile: string, testName: string, occurrence = 1): string[] {
  const name = slug(testName)
  return [ARTIFACT_FOLDER, ...segmentsOf(root, testFile), occurrence > 1 ? `${name}-${occurrence}` : name]
}

/**
 * Makes the folder step by step and looks after each where it really is, so that nothing is made outside of the
 * project, not even by a symbolic link that was there before.
 *
 * @throws RefusedPath when a step is a link out of the project; an error of the file system when it cannot be made
 */
export function makeFolder(root: string, segments: readonly string[]): string {
  const realRoot = realpathSync(root)
  let folder = root
  for (const segment of segments) {
    folder = join(folder, segment)
    const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined
    if (!isThere) mkdirSync(folder, { recursive: true })
    const real = realpathSync(folder)
    if (!real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
      throw new RefusedPath(`${relative(root, folder)} is a symbolic link out of the project`)
    }
  }
  return folder
}
