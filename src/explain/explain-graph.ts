import { fileOfScript, type Origin } from '../profile/origin.ts'
import { type Frame, frameKey } from '../profile/profile.ts'
import type { Holder } from './explanation.ts'
import { holderOf, waysTo } from './holders.ts'
import { leakedObjects } from './leaked-objects.ts'
import { offHeapBytes } from './off-heap-owners.ts'
import { findRoots } from './paths/roots.ts'
import { searchPaths } from './paths/search.ts'
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
  /** The name of a variable that a function has captured, where the snapshot does not tell; nodes of both. */
  readonly nameOfCaptured?: (closure: number, value: number) => string | undefined
}

const MOST_HOLDERS = 6
const MOST_HOLDERS_OF_SITE = 4
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
  const reader = { graph, roleOf, scopes, search: searchPaths(graph, roots, targets, roleOf) }

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
      holders: shown.map((way) => holderOf(reader, question, way, site.isTable)),
      omittedHolders: ways.length - shown.length,
    }
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
