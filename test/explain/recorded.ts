import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { explainGraph, type SiteFindings, type SiteToExplain } from '../../src/explain/explain-graph.ts'
import type { Holder } from '../../src/explain/explanation.ts'
import { frameOfTrace } from '../../src/explain/leaked-objects.ts'
import type { HeapGraph } from '../../src/explain/snapshot/heap-graph.ts'
import { readSnapshot } from '../../src/explain/snapshot/read-snapshot.ts'
import { type Origin, originOf } from '../../src/profile/origin.ts'
import { pathTokens } from '../../src/report/holders.ts'
import { textSource } from './text-source.ts'

/** Versions of Node that snapshots were recorded on, see snapshots/README.md. */
export const nodeMajors = [20, 22, 24, 26] as const
export type NodeMajor = (typeof nodeMajors)[number]

export const recordedText = (major: NodeMajor): Buffer =>
  gunzipSync(readFileSync(new URL(`snapshots/node-${major}.heapsnapshot.gz`, import.meta.url)))

const read = new Map<NodeMajor, HeapGraph>()

export function recorded(major: NodeMajor): HeapGraph {
  const graph = read.get(major) ?? readSnapshot(textSource(recordedText(major)))
  read.set(major, graph)
  return graph
}

/** Where the scripts in the snapshots are. */
export const PROJECT = '/project'
export const originInProject = (file: string): Origin => originOf(file, '/nowhere/')

/** A function that has planted something, as a call site. */
export function siteNamed(graph: HeapGraph, functionName: string, isTable = false): SiteToExplain {
  const found = graph.traces.functions.find((each) => each.functionName === functionName)
  if (!found) throw new Error(`no function ${functionName} made anything that is in the snapshot`)
  return { frame: frameOfTrace(found), isTable }
}

/** Planted by functions of these names, the biggest first. */
export const findingsOf = (graph: HeapGraph, ...functionNames: string[]): SiteFindings[] =>
  explainGraph(graph, { sites: functionNames.map((name) => siteNamed(graph, name)), originOf: originInProject })

/** As in a report: `▶ jobs in src/leaks.mjs (Array) › [i] › Job    16 of 16`. */
export function holderText(holder: Holder): string {
  const path = pathTokens(holder, PROJECT).map(({ text, isSuspect }) => (isSuspect ? `▶ ${text}` : text))
  return `${path.join(' › ')}    ${holder.count} of ${holder.total}`
}
