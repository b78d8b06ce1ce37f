import { expect, test } from 'vitest'
import { readSnapshot } from '../../../src/explain/snapshot/read-snapshot.ts'
import { type NodeGiven, snapshotOf } from '../graph-text.ts'
import { textSource } from '../text-source.ts'

const names = ['plain', 'with "quotes"', 'back\\slash', 'über', '日本', '😀', 'nul\0', 'line\nbreak', '\u2028', '']
const nodes = Object.fromEntries(
  names.map((name, i): [string, NodeGiven] => [
    `node ${i}`,
    { name, bytes: 10 ** i, madeBy: `maker ${i % 3}`, edges: [['property', name, `node ${(i + 1) % names.length}`]] },
  ]),
)
const text = JSON.stringify(snapshotOf(nodes))

const contentOf = (graph: ReturnType<typeof readSnapshot>) => ({
  nodes: Array.from({ length: graph.nodeCount }, (_, node) => [
    graph.strings.at(graph.nodeName[node] as number),
    graph.nodeType[node],
    graph.nodeId[node],
    graph.selfBytes(node),
    graph.traceNode[node],
    graph.firstEdge[node],
  ]),
  edges: [[...graph.edgeType], [...graph.edgeName], [...graph.edgeTarget]],
  functions: graph.traces.functions,
  parents: [...graph.traces.parent],
})

const whole = contentOf(readSnapshot(textSource(text)))

test.each([1, 2, 3, 7, 64, 1000])('pieces of %i bytes make the same graph', (bytes) => {
  expect(contentOf(readSnapshot(textSource(text, bytes)))).toEqual(whole)
})

test('a piece may end anywhere', () => {
  const bytes = Buffer.from(text)
  for (let first = 1; first < bytes.length; first++) {
    const source = textSource(bytes)
    let isFirst = true
    const graph = readSnapshot({
      // Small, so that the buffer is not larger than what is to be read into it.
      sizeBytes: bytes.length,
      read(into) {
        const room = isFirst ? into.subarray(0, first) : into
        isFirst = false
        return source.read(room)
      },
    })
    expect(graph.strings.at(graph.nodeName[5] as number), `cut at ${first}`).toBe('😀')
    expect([...graph.edgeTarget], `cut at ${first}`).toEqual(whole.edges[2])
  }
})
