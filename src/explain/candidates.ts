import type { Frame } from '../profile/profile.ts'
import type { SiteFindings } from './explain-graph.ts'
import type { Candidate } from './explanation.ts'
import type { Leaked } from './leaked-objects.ts'
import type { MadeKind } from './lines/made-kind.ts'
import type { ParsedSource } from './lines/parse-source.ts'
import { isPlainObject, type KindOfObjects } from './site-kinds.ts'
import { type HeapGraph, nameOf } from './snapshot/heap-graph.ts'
import { possibleKeys } from './snapshot/own-keys.ts'

/**
 * The expressions in the site's function that can have made what leaked, in generated positions.
 *
 * @param source of the site's script
 */
export function candidatesOf(
  graph: HeapGraph,
  { frame, kinds }: Pick<SiteFindings, 'frame' | 'kinds'>,
  source: ParsedSource,
  isTable: boolean,
): Candidate[] {
  const made = kinds.flatMap((kind) =>
    madeKinds(graph, kind, isTable).map((each) => ({ ...each, shownAs: isTable ? 'it grows' : kind.className })),
  )
  const found = source.candidates(positionOf(frame), made) ?? []
  const byPosition = new Map<string, Candidate>()
  for (const [index, expressions] of found.entries()) {
    const className = made[index]?.shownAs ?? ''
    for (const { line, column } of expressions) {
      const key = `${line}:${column}`
      const before = byPosition.get(key)
      const classNames = [...new Set([...(before?.classNames ?? []), className])]
      byPosition.set(key, { line, column, classNames, isOnly: expressions.length === 1 && (before?.isOnly ?? true) })
    }
  }
  return [...byPosition.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}

const positionOf = ({ functionName, line, column }: Frame) => ({
  functionName: functionName === '(anonymous)' ? '' : functionName,
  line,
  column,
})

/** What has no expression of its own: it comes with an object that has. */
const COMES_ALONG = new Set(['elements', 'table', 'captured variables', 'promise reaction', 'internal', 'number'])

function madeKinds(graph: HeapGraph, { className, objects }: KindOfObjects, isTable: boolean): MadeKind[] {
  if (isTable) return COMES_ALONG.has(className) ? [{ className: 'table' }] : []
  if (COMES_ALONG.has(className)) return []
  const byWay = new Map<string, MadeKind>()
  for (const object of objects) {
    const kind = madeKind(graph, className, object)
    byWay.set(JSON.stringify(kind), kind)
  }
  return [...byWay.values()]
}

function madeKind(graph: HeapGraph, className: string, { node, via }: Leaked): MadeKind {
  const way = via === undefined ? {} : { via }
  if (/^closure\b/.test(className)) {
    const location = graph.locationOf(node)
    return {
      className: 'closure',
      functionName: nameOf(graph, node),
      ...(location && { functionStart: location }),
      ...way,
    }
  }
  if (isPlainObject(graph, node)) return { className: 'Object', keys: possibleKeys(graph, node), ...way }
  return { className, ...way }
}
