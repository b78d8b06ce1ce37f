import { fileOfScript, type Origin } from '../profile/origin.ts'
import { type Frame, frameKey } from '../profile/profile.ts'
import type { Holder } from './explanation.ts'
import { holderOf, waysTo } from './holders.ts'
import { leakedObjects } from './leaked-objects.ts'
import { offHeapBytes } from './off-heap-owners.ts'
import { findRoots } from './paths/roots.ts'
import { type PathSearch, searchPaths } from './paths/search.ts'
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
  /** Ways to hold what the site made that are not among `holders`. */
  readonly omittedHolders: number
}

export interface Question {
  /** Biggest first. */
  readonly sites: readonly SiteToExplain[]
  readonly originOf: (file: string) => Origin
  /**
   * Asked once, for functions that have captured a variable which is the beginning of a path and whose name the snapshot does not
   * tell: returns that name, for the nodes of a function and of what its variable holds.
   */
  readonly askNames?: (closures: ReadonlySet<number>) => NameOfCaptured
}

export type NameOfCaptured = (closure: number, value: number) => string | undefined

const MOST_HOLDERS = 6
const MOST_HOLDERS_OF_SITE = 4
/** Beyond these, biggest first, nobody is shown a path. */
const MOST_SITES = 8
const MOST_KINDS_OF_SITE = 6
/** Each takes a walk through the heap. */
const MOST_ASKED = 16
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
  const told = sites.map((site, index) =>
    index < MOST_SITES ? most(tellable(roleOf, site, kindsBySite[index] ?? [])) : [],
  )
  const targets = told.flatMap((kinds) => kinds.flatMap(({ objects }) => objects.map(({ node }) => node)))
  const roots = findRoots(graph, scopes, roleOf, (script) => originOf(fileOfScript(script)))
  const search = searchPaths(graph, roots, targets, roleOf)
  const nameOfCaptured = question.askNames?.(closuresToAsk(search, targets))
  const reader = { graph, roleOf, scopes, search }
  const how = { originOf, nameOfCaptured }

  const covered = new Set<string>()
  return sites.map((site, index) => {
    const kinds = kindsBySite[index] ?? []
    const ways = waysTo(reader, told[index] ?? [], covered)
    const shown = ways.slice(0, Math.min(MOST_HOLDERS_OF_SITE, MOST_HOLDERS - covered.size))
    for (const { entry } of shown) covered.add(entry)
    return {
      frame: site.frame,
      kinds,
      offHeapBytes: kinds.reduce((sum, kind) => sum + kind.offHeapBytes, 0),
      holders: shown.map((way) => holderOf(reader, how, way, site.isTable)),
      omittedHolders: ways.length - shown.length,
    }
  })
}

/** The biggest, and those that the site's own code has made: they say most to whoever wrote it. */
function most(kinds: readonly KindOfObjects[]): readonly KindOfObjects[] {
  const rest = kinds.slice(MOST_KINDS_OF_SITE).filter(({ objects: [first] }) => first?.via === undefined)
  return [...kinds.slice(0, MOST_KINDS_OF_SITE), ...rest.slice(0, MOST_KINDS_OF_SITE)]
}

function closuresToAsk(search: PathSearch, targets: readonly number[]): Set<number> {
  const roots = new Set(targets.map(search.rootOf))
  const closures = new Set<number>()
  for (const root of roots) {
    const capturedBy = root === undefined ? undefined : search.describe(root).capturedBy
    if (capturedBy !== undefined && closures.size < MOST_ASKED) closures.add(capturedBy)
  }
  return closures
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
