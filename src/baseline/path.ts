import { basename, dirname, join } from 'node:path'

/**
 * The file with the baselines of a test file, beside it.
 *
 * @example baselinePath('/project/src/server.test.ts') // '/project/src/__heap__/server.test.ts.heap.json'
 */
export const baselinePath = (testFile: string): string =>
  join(dirname(testFile), '__heap__', `${basename(testFile)}.heap.json`)
