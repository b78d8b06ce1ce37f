/** Nodes by their distance, nearest first, where no step is longer than there are buckets: constant time for each (Dial 1969). */
export interface NodeQueue {
  add(node: number, distance: number): void
  /** A node of the least distance there is; -1 when there is none. */
  take(): number
  /** Of the node that was taken last. */
  readonly distance: number
}

const BUCKETS = 64

export function nodeQueue(): NodeQueue {
  const buckets = Array.from({ length: BUCKETS }, () => ({ nodes: new Uint32Array(64), length: 0 }))
  let waiting = 0
  const queue = {
    distance: 0,
    add(node: number, distance: number) {
      const bucket = buckets[distance % BUCKETS] as (typeof buckets)[number]
      if (bucket.length === bucket.nodes.length) {
        const more = new Uint32Array(bucket.length * 2)
        more.set(bucket.nodes)
        bucket.nodes = more
      }
      bucket.nodes[bucket.length++] = node
      waiting++
    },
    take() {
      if (waiting === 0) return -1
      for (;;) {
        const bucket = buckets[queue.distance % BUCKETS] as (typeof buckets)[number]
        if (bucket.length > 0) {
          waiting--
          return bucket.nodes[--bucket.length] as number
        }
        queue.distance++
      }
    },
  }
  return queue
}
