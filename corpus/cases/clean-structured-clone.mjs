export const packages = { package: 'node' }

export function clean() {
  return () => {
    const graph = { when: new Date(0), set: new Set([1, 2]), map: new Map([['a', { b: 1 }]]) }
    graph.self = graph
    structuredClone(graph)
    const buffer = new ArrayBuffer(4096)
    structuredClone(buffer, { transfer: [buffer] })
  }
}
