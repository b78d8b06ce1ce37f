import type { Origin } from '../profile/origin.ts'
import { fileOfScript } from '../profile/origin.ts'
import { type Frame, frameKey } from '../profile/profile.ts'
import type { Holder, HolderRoot, HolderStep } from './explanation.ts'
import { leakedObjects } from './leaked-objects.ts'
import { offHeapBytes } from './off-heap-owners.ts'
import { classNameOf } from './paths/class-name.ts'
import { groupPaths, type PathGroup } from './paths/groups.ts'
import { suspectOf } from './paths/ownership.ts'
import { findRoots, type Root } from './paths/roots.ts'
import { searchPaths } from './paths/search.ts'
import { type Step, stepsOf } from './paths/steps.ts'
import { type KindOfObjects, kindsOf } from './site-kinds.ts'
import type { HeapGraph } from './snapshot/heap-graph.ts'
import { type NodeRole, nodeRoles } from './snapshot/node-roles.ts'
import { findScopes } from './snapshot/scopes.ts'

export interface SiteToExplain {
  /** In generated positions. */
  readonly frame: Frame
  /** Whether it is a table that grows, not objects that get more. */
  readonly isTable: boolean
}

export interface SiteFindings {
  readonly frame: Frame
  /** Biggest first. */
  readonly kinds: readonly KindOfObjects[]
  readonly offHeapBytes: number
  readonly holders: readonly Holder[]
}

export interface Question {
  /** Biggest first. */
  readonly sites: readonly SiteToExplain[]
  readonly originOf: (file: string) => Origin
  /** The name of a variable that a function has captured, where the snapshot does not tell; nodes of both. */
  readonly nameOfCaptured?: (closure: number, value: number) => string | undefined
}

const MOST_HOLDERS = 6
const MOST_HOLDERS_OF_SITE = 3
/** Of one class and site: more tell nothing new. */
const MOST_PATHS = 500
/** What is on the stack or held by Node for a moment is no reason, if it is this rare. */
const LEAST_SHARE = 0.05
const LEAST_OBJECTS = 2
const RARE_SHARE = 0.1

/**
 * What the sites made that is alive, and who holds it.
 *
 * @param graph of a snapshot that was taken while allocations were tracked
 */
export function explainGraph(graph: HeapGraph, question: Question): SiteFindings[] {
  const { sites, originOf } = question
  const roleOf = nodeRoles(graph)
  const scopes = findScopes(graph, roleOf)
  const made = leakedObjects(graph, roleOf, new Set(sites.map(({ frame }) => frameKey(frame))), originOf)
  const offHeap = offHeapBytes(
    graph,
    roleOf,
    [...made.values()].flatMap((objects) => objects.map(({ node }) => node)),
  )
  const kindsBySite = sites.map(({ frame, isTable }) => {
    const kinds = kindsOf(graph, made.get(frameKey(frame)) ?? [], offHeap)
    return isTable ? kinds : frequent(kinds)
  })
  const told = sites.map((site, index) => tellable(roleOf, site, kindsBySite[index] ?? []))
  const targets = told.flatMap((kinds) => kinds.flatMap(({ objects }) => objects.map(({ node }) => node)))
  const roots = findRoots(graph, scopes, roleOf, (script) => originOf(fileOfScript(script)))
  const search = searchPaths(graph, roots, targets, roleOf)

  const covered = new Set<string>()
  let left = MOST_HOLDERS
  return sites.map((site, index) => {
    const holders: Holder[] = []
    for (const kind of told[index] ?? []) {
      const paths = kind.objects.slice(0, MOST_PATHS).flatMap(({ node }) => {
        const path = search.pathTo(node)
        return path ? [{ root: path.root, steps: stepsOf({ graph, roleOf, scopes }, path) }] : []
      })
      for (const group of groupPaths(paths)) {
        if (holders.length >= MOST_HOLDERS_OF_SITE || left === 0) break
        const entry = entryKey(graph, group)
        if (covered.has(entry) || group.count < LEAST_SHARE * paths.length) continue
        covered.add(entry)
        left--
        holders.push(holderOf(graph, question, kind.className, group, paths.length, site.isTable))
      }
    }
    const kinds = kindsBySite[index] ?? []
    return { frame: site.frame, kinds, holders, offHeapBytes: kinds.reduce((sum, kind) => sum + kind.offHeapBytes, 0) }
  })
}

/** What there is one or two of came with the code: boilerplates of literals, feedback. */
function frequent(kinds: readonly KindOfObjects[]): readonly KindOfObjects[] {
  const most = Math.max(0, ...kinds.map(({ objects }) => objects.length))
  return kinds.filter(
    ({ objects }) => objects.length >= Math.min(LEAST_OBJECTS, most) && objects.length >= RARE_SHARE * most,
  )
}

/** Kinds of objects that a path is shown to: a table where it is tables that grow, and otherwise what JavaScript can see. */
function tellable(
  roleOf: (node: number) => NodeRole,
  { isTable }: SiteToExplain,
  kinds: readonly KindOfObjects[],
): readonly KindOfObjects[] {
  const isPart = ({ objects: [first] }: KindOfObjects): boolean => first !== undefined && roleOf(first.node) === 'part'
  const isContext = ({ objects: [first] }: KindOfObjects): boolean =>
    first !== undefined && roleOf(first.node) === 'context'
  if (isTable) return [...kinds.filter(isPart), ...kinds.filter((kind) => !isPart(kind) && !isContext(kind))]
  const visible = kinds.filter((kind) => !isPart(kind) && !isContext(kind))
  return visible.length > 0 ? visible : kinds
}

/** Where a path enters what the calls have made: everything that is made behind it is held by the same reference. */
function entryKey(graph: HeapGraph, { example: { root, steps } }: PathGroup): string {
  const first = steps.findIndex(({ node }) => graph.traceNode[node] !== 0)
  const before = graph.traceNode[root.node] === 0 ? steps.slice(0, first + 1) : []
  return [root.kind, root.scriptName, root.name || root.node, ...new Set(before.map(stepKey))].join('\n')
}

const stepKey = ({ kind, className, name }: Step): string => `${kind} ${className} ${kind === 'property' ? name : ''}`

function holderOf(
  graph: HeapGraph,
  { originOf, nameOfCaptured }: Question,
  className: string,
  { root, steps, example, count }: PathGroup,
  total: number,
  isTable: boolean,
): Holder {
  const stepWithName = ({ kind, name, className, capturedBy, node }: Step): HolderStep => ({
    kind,
    className,
    name: name === '' && capturedBy !== undefined ? (nameOfCaptured?.(capturedBy, node) ?? '') : name,
  })
  const suspect = suspectOf(graph, root, example.steps, originOf)
  return {
    className,
    count,
    total,
    isTable,
    root: holderRoot(graph, root, nameOfCaptured),
    steps: steps.map(({ items, times }) => ({ items: items.map(stepWithName), times })),
    ...(suspect === undefined ? {} : { suspect }),
  }
}

function holderRoot(
  graph: HeapGraph,
  { kind, node, name, scriptName, capturedBy }: Root,
  nameOfCaptured: Question['nameOfCaptured'],
): HolderRoot {
  const found = capturedBy === undefined ? name : (nameOfCaptured?.(capturedBy, node) ?? '')
  return { kind, name: found, file: fileOfScript(scriptName), className: classNameOf(graph, node) }
}
