import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { retainersOf } from '../../artifacts/page/retainers.ts'
import type { PageRetainers } from '../../pprof/page/page-data.ts'

/** Larger ones are none of ours: six paths are some kilobytes. */
const LARGEST = 10_000_000

/** retainers.json beside the profile; nothing where there is none, or another one than this version writes. */
export function readRetainers(profilePath: string): PageRetainers | undefined {
  const path = join(dirname(profilePath), 'retainers.json')
  if (!existsSync(path) || statSync(path).size > LARGEST) return undefined
  try {
    return retainersOf(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
