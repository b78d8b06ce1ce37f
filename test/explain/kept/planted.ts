import { explainKeptGraph, type KeptFindings, type KeptQuestion } from '../../../src/explain/explain-kept-graph.ts'
import { pathTokens } from '../../../src/report/holders.ts'
import { type EdgeGiven, graphOf, type NodeGiven } from '../graph-text.ts'
import { originInProject, PROJECT } from '../recorded.ts'

type Nodes = Readonly<Record<string, NodeGiven>>

export const KB = 1024

/** A heap with these modules: the scopes are reached by functions that nothing else has. */
export const findingsIn = (nodes: Nodes, question: Partial<KeptQuestion> & Pick<KeptQuestion, 'kept'>): KeptFindings =>
  explainKeptGraph(graphOf({ '(root)': { type: 'synthetic' }, ...nodes }), {
    makers: new Set(),
    originOf: originInProject,
    ...question,
  })

/** `▶ buffers in src/store.ts (Array) › [0] › Uint8Array    3000000` */
export const textOf = ({ holders }: KeptFindings): string[] =>
  holders.map(({ holder, heapBytes, offHeapBytes, count }) => {
    const path = pathTokens(holder, PROJECT).map(({ text, isSuspect }) => (isSuspect ? `▶ ${text}` : text))
    return `${path.join(' › ')}    ${heapBytes} + ${offHeapBytes}, ×${count}`
  })

/** An array with elements, which has these objects. */
export const array = (key: string, items: readonly string[], elementsBytes = 16): Nodes => ({
  [key]: { name: 'Array', edges: [['internal', 'elements', `${key} elements`]] },
  [`${key} elements`]: {
    type: 'array',
    name: '(object elements)',
    bytes: elementsBytes,
    edges: items.map((item, index): EdgeGiven => ['internal', String(index), item]),
  },
})

/** A Uint8Array whose memory is off the heap. */
export const bytes = (key: string, size: number): Nodes => ({
  [key]: { name: 'Uint8Array', edges: [['internal', 'buffer', `${key} buffer`]] },
  [`${key} buffer`]: { name: 'ArrayBuffer', edges: [['internal', 'backing_store', `${key} store`]] },
  [`${key} store`]: { type: 'native', name: 'system / JSArrayBufferData', bytes: size },
})
