import memlab from '@memlab/core'

/** memlab's form for unit tests: tags an object, drops it, asks a heap snapshot for the tag. */
export async function isLeaking(call, { isAsync }) {
  memlab.config.muteConsole = true
  tag(isAsync ? await call() : call())
  const heap = await memlab.takeNodeMinimalHeap()
  return heap.hasObjectWithTag('bench')
}

const tag = (made) => void memlab.tagObject(made.pending ?? made, 'bench')
