import type { ReportContext } from './input.ts'
import { type Paint, plain } from './paint.ts'
import { pathFrom } from './place.ts'
import { cutEnd, LINE_WIDTH, printable } from './text.ts'

const LABEL = '  profiles    '
const INDENT = ' '.repeat(LABEL.length)

/** As a shell takes it for one word. */
const quoted = (path: string): string => (/^[\w./:@%+=,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)

/** Where the profiles are and the command that shows the one that matters, or why there are none. */
export function profilesSection(
  { profiles: files, root, hasRetainers = false, snapshot }: ReportContext,
  paint: Paint = plain,
): string[] {
  if (files === undefined) return []
  if ('reason' in files) return [`${LABEL}not written: ${cutEnd(printable(files.reason), LINE_WIDTH - 28)}`]
  const [profile, names] = 'allocs' in files ? [files.allocs, 'allocs'] : [files.diff, '{base,current,diff}']
  const path = pathFrom(root, profile)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const others = [...(hasRetainers ? ['retainers.json'] : []), ...(files.page ? ['page.html'] : [])]
  return [
    LABEL + [paint.cyan(`${folder}${names}.pb.gz`), ...others].join(', '),
    ...snapshotLines(snapshot, root),
    // Also for `go tool pprof`, which takes the same file.
    `${INDENT}npx vitest-leak top ${quoted(path)}`,
  ]
}

/** Where the heap snapshot is, if it was to be kept. */
export function snapshotLines(snapshot: ReportContext['snapshot'], root: string): string[] {
  if (snapshot === undefined) return []
  return 'path' in snapshot
    ? [`${INDENT}${pathFrom(root, snapshot.path)}, for Chrome's DevTools (Memory, Load)`]
    : [`${INDENT}the heap snapshot was not written: ${cutEnd(printable(snapshot.reason), LINE_WIDTH - 50)}`]
}
