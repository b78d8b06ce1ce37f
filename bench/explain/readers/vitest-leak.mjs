import { explainGraph, fileSource, frameOfTrace, originOf, readSnapshot } from '../dist/own/explain.mjs'

/** @returns how many steps there are from a root to what leaked */
export function pathLength(path) {
  const source = fileSource(path)
  const graph = readSnapshot(source)
  source.close()
  const made = graph.traces.functions.filter(({ functionName }) => functionName === 'openSession')
  const sites = made.map((func) => ({ frame: frameOfTrace(func), isTable: false }))
  const [{ holders }] = explainGraph(graph, { sites, originOf })
  return holders[0].steps.length
}
