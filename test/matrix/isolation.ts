import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files were not isolated if the second found on `globalThis` what the first had left there. */
export function isolationProblems(root: string): readonly string[] {
  const counts = readFileSync(join(root, 'worker.txt'), 'utf8').trim().split('\n').join(', ')
  return counts === '1, 2' ? [] : [`files found themselves to be number ${counts} of their worker, not 1, 2`]
}
