import type { ReportContext } from './input.ts'
import { type Paint, plain } from './paint.ts'
import { pathFrom } from './place.ts'
import { cutEnd, LINE_WIDTH, printable } from './text.ts'

const LABEL = '  profiles    '
const INDENT = ' '.repeat(LABEL.length)

/** As a shell takes it for one word. */
const quoted = (path: string): string => (/^[\w./:@%+=,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)

/** Where the profiles are and the command that opens the one that matters, or why there are none. */
export function profilesSection(
  { profiles: files, root, hasRetainers = false, snapshot }: ReportContext,
  paint: Paint = plain,
): string[] {
  if (files === undefined) return []
  if ('reason' in files) return [`${LABEL}not written: ${cutEnd(printable(files.reason), LINE_WIDTH - 28)}`]
  if ('allocs' in files) {
    const allocs = pathFrom(root, files.allocs)
    return [`${LABEL}${paint.cyan(allocs)}`, `${INDENT}go tool pprof -top -sample_index=alloc_space ${quoted(allocs)}`]
  }
  const diff = pathFrom(root, files.diff)
  const folder = diff.slice(0, diff.lastIndexOf('/') + 1)
  return [
    `${LABEL}${paint.cyan(`${folder}{base,current,diff}.pb.gz`)}${hasRetainers ? ', retainers.json' : ''}`,
    ...snapshotLines(snapshot, root),
    `${INDENT}go tool pprof -top -sample_index=inuse_space ${quoted(diff)}`,
  ]
}

/** Where the heap snapshot is, if it was to be kept. */
export function snapshotLines(snapshot: ReportContext['snapshot'], root: string): string[] {
  if (snapshot === undefined) return []
  return 'path' in snapshot
    ? [`${INDENT}${pathFrom(root, snapshot.path)}, for Chrome's DevTools (Memory, Load)`]
    : [`${INDENT}the heap snapshot was not written: ${cutEnd(printable(snapshot.reason), LINE_WIDTH - 50)}`]
}
