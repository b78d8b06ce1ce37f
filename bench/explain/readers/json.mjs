import { readFileSync } from 'node:fs'

/** As DevTools does at heart: the whole text becomes one object, its numbers go into typed arrays, and a breadth-first search follows. */
export function pathLength(path) {
  const { snapshot, strings, ...arrays } = JSON.parse(readFileSync(path, 'utf8'))
  const { node_fields: nodeFields, edge_fields: edgeFields, edge_types: edgeTypes } = snapshot.meta
  const nodes = Uint32Array.from(arrays.nodes)
  const edges = Uint32Array.from(arrays.edges)
  const width = nodeFields.length
  const countField = nodeFields.indexOf('edge_count')
  const first = new Uint32Array(snapshot.node_count + 1)
  for (let node = 0; node < snapshot.node_count; node++) {
    first[node + 1] = first[node] + nodes[node * width + countField] * edgeFields.length
  }
  const weak = edgeTypes[0].indexOf('weak')
  const property = edgeTypes[0].indexOf('property')
  const wanted = strings.indexOf('sessionLog')
  const from = new Int32Array(snapshot.node_count).fill(-1)
  const queue = new Uint32Array(snapshot.node_count)
  let end = 1
  from[0] = 0
  for (let at = 0; at < end; at++) {
    const node = queue[at]
    for (let edge = first[node]; edge < first[node + 1]; edge += edgeFields.length) {
      if (edges[edge] === property && edges[edge + 1] === wanted) return stepsFromRoot(node, from)
      const target = edges[edge + 2] / width
      if (edges[edge] === weak || from[target] >= 0) continue
      from[target] = node
      queue[end++] = target
    }
  }
  return 0
}

function stepsFromRoot(node, from) {
  let steps = 0
  for (let at = node; at !== 0; at = from[at]) steps++
  return steps
}
