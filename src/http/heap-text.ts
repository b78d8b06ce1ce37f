import { originOf } from '../measure/recording.ts'
import { isRuntimeOrigin } from '../profile/answerable.ts'
import { foldRuntime } from '../profile/fold.ts'
import type { Profile } from '../profile/profile.ts'
import { top } from '../profile/top.ts'
import { topTable } from '../report/top-table.ts'

const MOST_ROWS = 40

/** A profile for people, `?debug=1`: what Node itself allocated is charged to whoever called it, unlike in the profile for pprof. */
export function heapText(profile: Profile, about: readonly string[]): string {
  const folded = foldRuntime(profile, ({ file }) => isRuntimeOrigin(originOf(file)))
  const table = topTable(top(folded, { nodeCount: MOST_ROWS }), {
    root: process.cwd(),
    calls: 1,
    growing: new Set(),
    offHeapSharedBy: 1,
  })
  return [
    'inuse_space',
    ...about.map((line) => `  ${line}`),
    '',
    ...(folded.length > 0 ? table : ['  nothing was sampled that is alive']),
  ].join('\n')
}
