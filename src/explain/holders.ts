import { fileOfScript } from '../profile/origin.ts'
import type { NameOfCaptured, Question } from './explain-graph.ts'
import type { Holder, HolderRoot, HolderStep } from './explanation.ts'
import { classNameOf } from './paths/class-name.ts'
import type { Folded } from './paths/fold-repeats.ts'
import { groupPaths, type PathGroup } from './paths/groups.ts'
import { suspectOf } from './paths/ownership.ts'
import type { Root } from './paths/roots.ts'
import type { PathSearch } from './paths/search.ts'
import { type Step, type StepReader, stepsOf } from './paths/steps.ts'
import { weakMapName } from './paths/weak-maps.ts'
import type { KindOfObjects } from './site-kinds.ts'
import type { HeapGraph } from './snapshot/heap-graph.ts'
import type { NodeRole } from './snapshot/node-roles.ts'

export interface PathReader extends StepReader {
  readonly search: PathSearch
}

/** A way in which something that the calls have made is held, by the path to one class of it. */
export interface Way {
  readonly className: string
  readonly group: PathGroup
  /** Objects of the class that have a path. */
  readonly total: number
  /** Where the path enters what the calls have made. */
  readonly entry: string
  /** Of the class. */
  readonly bytes: number
}

/** Of one class and site: more tell nothing new. */
const MOST_PATHS = 256
/** What is on the stack or held by Node for a moment is no reason, if it is this rare. */
const LEAST_SHARE = 0.05
/** Of what is held by the same reference: this much of it is what a reader wants to know of. */
const MAIN_SHARE = 0.75

/**
 * The ways in which objects of a site are held, one for each reference by which they are reached: everything that is made behind it
 * is held by it as well. Of that the path to what makes up most of it is told, or else the longest, since the others are parts of it.
 *
 * @param covered entries that have been told of already
 * @returns biggest first
 */
export function waysTo(reader: PathReader, kinds: readonly KindOfObjects[], covered: ReadonlySet<string>): Way[] {
  const byEntry = new Map<string, Way[]>()
  for (const way of kinds.flatMap((kind) => waysToKind(reader, kind))) {
    if (!covered.has(way.entry)) byEntry.set(way.entry, [...(byEntry.get(way.entry) ?? []), way])
  }
  return [...byEntry.values()]
    .map((ways) => ({ way: mainOf(ways), bytes: bytesOf(ways) }))
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ way }) => way)
}

const bytesOf = (ways: readonly Way[]): number => ways.reduce((sum, { bytes }) => sum + bytes, 0)

function mainOf(ways: readonly Way[]): Way {
  const [biggest, ...others] = [...ways].sort((a, b) => b.bytes - a.bytes) as [Way, ...Way[]]
  if (biggest.bytes >= MAIN_SHARE * bytesOf(ways)) return biggest
  const lengthOf = ({ group }: Way): number => group.steps.length
  return others.reduce((longest, way) => (lengthOf(way) > lengthOf(longest) ? way : longest), biggest)
}

function waysToKind(reader: PathReader, { className, objects, heapBytes, offHeapBytes }: KindOfObjects): Way[] {
  const paths = objects.slice(0, MOST_PATHS).flatMap(({ node }) => {
    const path = reader.search.pathTo(node)
    return path ? [{ root: path.root, steps: stepsOf(reader, path) }] : []
  })
  const total = paths.length
  return groupPaths(paths)
    .filter(({ count }) => count >= LEAST_SHARE * total)
    .map((group) => {
      const bytes = ((heapBytes + offHeapBytes) * group.count) / total
      return { className, group, total, bytes, entry: entryKey(reader.graph, group) }
    })
}

/** Where a path enters what the calls have made: everything that is made behind it is held by the same reference. */
function entryKey(graph: HeapGraph, { example: { root, steps } }: PathGroup): string {
  const first = steps.findIndex(({ node }) => graph.traceNode[node] !== 0)
  const before = graph.traceNode[root.node] === 0 ? steps.slice(0, first + 1) : []
  return [root.kind, root.scriptName, root.name || root.node, ...new Set(before.map(stepKey))].join('\n')
}

const stepKey = ({ kind, className, name }: Step): string => `${kind} ${className} ${kind === 'property' ? name : ''}`

/** A way as data. */
export function holderOf(
  { graph, roleOf, scopes }: PathReader,
  { originOf, nameOfCaptured }: Pick<Question, 'originOf'> & { readonly nameOfCaptured: NameOfCaptured | undefined },
  { className, total, group: { root, steps, count } }: Way,
  isTable: boolean,
): Holder {
  const nameOf = ({ name, capturedBy, weakTableId, node }: Step): string => {
    if (name === '' && capturedBy !== undefined) return nameOfCaptured?.(capturedBy, node) ?? ''
    const map = weakTableId === undefined ? undefined : weakMapName(graph, scopes, weakTableId)
    return map === undefined ? name : `value in WeakMap ${map}`
  }
  const stepWithName = (step: Step): HolderStep => ({ kind: step.kind, className: step.className, name: nameOf(step) })
  const shown = isTable ? withoutStore(roleOf, steps) : steps
  const suspect = suspectOf(
    graph,
    root,
    shown.flatMap(({ items }) => items),
    originOf,
  )
  return {
    className,
    count,
    total,
    isTable,
    root: holderRoot(graph, root, nameOfCaptured),
    steps: shown.map(({ items, times }) => ({
      items: items.map(stepWithName),
      times,
    })),
    ...(suspect === undefined ? {} : { suspect }),
  }
}

function holderRoot(
  graph: HeapGraph,
  { kind, node, name, scriptName, capturedBy }: Root,
  nameOfCaptured: NameOfCaptured | undefined,
): HolderRoot {
  const found = capturedBy === undefined ? name : (nameOfCaptured?.(capturedBy, node) ?? '')
  return { kind, name: found, file: fileOfScript(scriptName), className: classNameOf(graph, node) }
}

/** Of a table that grows, the path to the array or the Map that has it. */
function withoutStore(roleOf: (node: number) => NodeRole, steps: readonly Folded<Step>[]): readonly Folded<Step>[] {
  const last = steps.at(-1)?.items.at(-1)
  return last && roleOf(last.node) === 'part' ? steps.slice(0, -1) : steps
}
