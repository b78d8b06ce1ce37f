import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import v8 from 'node:v8'
import { afterEach, expect, test } from 'vitest'
import { fileSource } from '../../src/explain/snapshot/file-source.ts'
import { type HeapGraph, nameOf, nodeTypeIndex } from '../../src/explain/snapshot/heap-graph.ts'
import { readSnapshot } from '../../src/explain/snapshot/read-snapshot.ts'
import { type AllocationTracking, openAllocationTracking } from '../../src/heap/allocation-tracking.ts'
import { clearKeptObjects, collectGarbage } from '../../src/heap/garbage-collector.ts'
import { openInspector } from '../../src/heap/inspector-session.ts'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { openRecording } from '../../src/measure/recording.ts'
import { REAL } from '../measure/measured.ts'

class PlantedJob {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}

function plantJobs(kept: PlantedJob[], count: number): void {
  for (let id = 0; id < count; id++) kept.push(new PlantedJob(id))
}

const opened: AllocationTracking[] = []
function open(): AllocationTracking {
  const tracking = openAllocationTracking()
  opened.push(tracking)
  return tracking
}

afterEach(() => {
  for (const each of opened.splice(0)) each.close()
  expect(isHeapProfilerInUse()).toBe(false)
})

function graphIn(path: string): HeapGraph {
  const source = fileSource(path)
  try {
    return readSnapshot(source)
  } finally {
    source.close()
  }
}

const graphOf = (tracking: AllocationTracking): HeapGraph => graphIn(tracking.writeSnapshot())

/** Each allocation is slow until then, and reading makes many. */
function graphWhenStopped(tracking: AllocationTracking): HeapGraph {
  const path = tracking.writeSnapshot()
  tracking.stop()
  return graphIn(path)
}

const [OBJECT, CLOSURE] = [nodeTypeIndex('object'), nodeTypeIndex('closure')]

const nodesNamed = (graph: HeapGraph, type: number, name: string): number[] =>
  Array.from({ length: graph.nodeCount }, (_, node) => node).filter(
    (node) => graph.nodeType[node] === type && nameOf(graph, node) === name,
  )

/** Functions of the stack that made an object, leaf first; none where nobody watched, or V8 has forgotten. */
function stackOf({ traceNode, traces }: HeapGraph, node: number): string[] {
  const stack: string[] = []
  for (let at = traceNode[node] as number; at > 1; at = traces.parent[at] as number) {
    stack.push(traces.functions[traces.functionOf[at] as number]?.functionName ?? '')
  }
  return stack
}

/** Planted jobs of which V8 knows the maker. */
const known = (graph: HeapGraph): number[] =>
  nodesNamed(graph, OBJECT, 'PlantedJob').filter((node) => stackOf(graph, node).includes('plantJobs'))

async function turnAndCollect(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await delay(50)
    clearKeptObjects()
    collectGarbage()
  }
}

test('who made an object is known, turns of the event loop and collections later', REAL, async () => {
  const kept: PlantedJob[] = []
  const tracking = open()
  tracking.start()
  plantJobs(kept, 64)
  await turnAndCollect()
  const graph = graphWhenStopped(tracking)
  expect(nodesNamed(graph, OBJECT, 'PlantedJob')).toHaveLength(64)
  expect(known(graph)).toHaveLength(64)
  expect(kept).toHaveLength(64)
})

test('what was made before the start has no maker', REAL, () => {
  const kept: PlantedJob[] = []
  plantJobs(kept, 8)
  const tracking = open()
  tracking.start()
  plantJobs(kept, 16)
  const graph = graphWhenStopped(tracking)
  expect(nodesNamed(graph, OBJECT, 'PlantedJob')).toHaveLength(24)
  expect(known(graph)).toHaveLength(16)
  expect(kept).toHaveLength(24)
})

/** A closure that has captured objects, and what V8 has no object for. */
function counterOf(visitors: Map<string, number>): () => void {
  let visits = 0
  const label = 'of the page'
  const history: number[] = []
  return function countVisit() {
    visits++
    history.push(visits)
    visitors.set(label, visits)
  }
}

function onlyClosure(graph: HeapGraph, name: string): number {
  const [closure, ...others] = nodesNamed(graph, CLOSURE, name)
  if (closure === undefined || others.length > 0) throw new Error(`${1 + others.length} functions ${name}`)
  return graph.nodeId[closure] as number
}

test('a closure’s variables are told by name, and of what they hold the number in the snapshot', REAL, () => {
  const visitors = new Map<string, number>()
  const countVisit = counterOf(visitors)
  countVisit()
  const tracking = open()
  tracking.start()
  const graph = graphOf(tracking)
  const variables = tracking.capturedVariables(onlyClosure(graph, 'countVisit'))
  const ofName = (wanted: string): number | undefined => variables.find(({ name }) => name === wanted)?.objectId
  const nodeOf = (id: number | undefined): number => graph.nodeId.indexOf(id ?? -1)
  expect(nameOf(graph, nodeOf(ofName('visitors')))).toBe('Map')
  expect(nameOf(graph, nodeOf(ofName('history')))).toBe('Array')
  // A small integer is no object: it has no number, and does not lead to another variable's name either.
  expect(variables.map(({ name }) => name)).not.toContain('visits')
  expect(new Set(variables.map(({ objectId }) => objectId)).size).toBe(variables.length)
  expect(visitors.size).toBe(1)
})

test('of globals there are too many, and they have names of their own', REAL, () => {
  const countVisit = counterOf(new Map())
  const tracking = open()
  tracking.start()
  const names = tracking.capturedVariables(onlyClosure(graphOf(tracking), 'countVisit')).map(({ name }) => name)
  expect(names).not.toContain('Array')
  expect(names).not.toContain('process')
  expect(countVisit).toBeTypeOf('function')
})

test('the text of a script is what V8 has compiled', REAL, () => {
  const kept: PlantedJob[] = []
  const tracking = open()
  tracking.start()
  plantJobs(kept, 1)
  const made = graphWhenStopped(tracking).traces.functions.find(({ functionName }) => functionName === 'plantJobs')
  if (!made) throw new Error('V8 does not know who planted')
  const text = tracking.sourceOf(made.scriptId)
  const line = text?.split('\n')[made.line - 1]
  // Without types: not the file, but what became of it.
  expect(line).toMatch(/^function plantJobs\(kept, count\)/)
  expect(tracking.sourceOf(2_000_000_000)).toBeUndefined()
  // As often as it takes.
  expect(tracking.sourceOf(made.scriptId)).toBe(text)
  expect(kept).toHaveLength(1)
})

test('closed, nothing is left: no folder, no tracking, and the heap profiler is free', REAL, () => {
  const tracking = open()
  tracking.start()
  const path = tracking.writeSnapshot()
  expect(existsSync(path)).toBe(true)
  tracking.close()
  expect(existsSync(dirname(path))).toBe(false)
  const recording = openRecording()
  try {
    recording.start(1, 8)
  } finally {
    recording.close()
  }
  const kept: PlantedJob[] = []
  plantJobs(kept, 8)
  const later = open()
  const graph = graphOf(later)
  expect(nodesNamed(graph, OBJECT, 'PlantedJob')).toHaveLength(8)
  expect(known(graph)).toEqual([])
  expect(kept).toHaveLength(8)
})

test('snapshots of one tracking share a folder, those of two do not', REAL, () => {
  const [one, two] = [open(), open()]
  const first = one.writeSnapshot()
  expect(dirname(one.writeSnapshot())).toBe(dirname(first))
  const other = two.writeSnapshot()
  expect(dirname(other)).not.toBe(dirname(first))
  one.close()
  expect([existsSync(first), existsSync(other)]).toEqual([false, true])
})

test.for([
  ['before it has started', () => {}],
  ['while it tracks', (tracking: AllocationTracking) => tracking.start()],
  [
    'after it has stopped',
    (tracking: AllocationTracking) => {
      tracking.start()
      tracking.stop()
      tracking.stop()
    },
  ],
] as const)('closing twice is harmless, %s', REAL, ([, act]) => {
  const tracking = openAllocationTracking()
  act(tracking)
  tracking.close()
  expect(() => tracking.close()).not.toThrow()
  expect(isHeapProfilerInUse()).toBe(false)
})

test('stopped, it tracks no more, but what it has written is there until it is closed', REAL, () => {
  const kept: PlantedJob[] = []
  const tracking = open()
  tracking.start()
  const path = tracking.writeSnapshot()
  tracking.stop()
  expect(existsSync(path)).toBe(true)
  plantJobs(kept, 8)
  expect(known(graphOf(tracking))).toEqual([])
  expect(kept).toHaveLength(8)
})

test('its snapshot can be removed while it is read', REAL, () => {
  const tracking = open()
  tracking.start()
  const path = tracking.writeSnapshot()
  const source = fileSource(path)
  tracking.removeSnapshot()
  expect(existsSync(dirname(path))).toBe(false)
  expect(source.read(new Uint8Array(16))).toBe(16)
  source.close()
  tracking.close()
})

// An object that the inspector has numbered is nobody's once it has moved: this is the only trace of the flag, which can be set but not
// read. As V8 sees fit, the 64 move sooner or later or not at all.
const COMPACT_ALWAYS = 'compact-on-every-full-gc'

/** Of how many planted objects V8 knows the maker, when nobody forbids compaction. */
async function knownWithoutUs(): Promise<number> {
  const kept: PlantedJob[] = []
  const inspector = openInspector()
  v8.setFlagsFromString(`--${COMPACT_ALWAYS}`)
  let path: string
  const writer = open()
  try {
    inspector.send('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true })
    plantJobs(kept, 64)
    await turnAndCollect()
    path = writer.writeSnapshot()
  } finally {
    inspector.send('HeapProfiler.disable')
    inspector.close()
    v8.setFlagsFromString(`--no-${COMPACT_ALWAYS}`)
  }
  expect(kept).toHaveLength(64)
  return known(graphIn(path)).length
}

test.for([
  ['closed', (tracking: AllocationTracking) => tracking.close()],
  ['stopped', (tracking: AllocationTracking) => tracking.stop()],
] as const)('V8 compacts as before, once it is %s', REAL, async ([, end]) => {
  const tracking = open()
  tracking.start()
  end(tracking)
  expect(await knownWithoutUs()).toBeLessThan(8)
})

test('while it tracks, nothing is compacted, however much V8 wants to', REAL, async () => {
  const kept: PlantedJob[] = []
  const tracking = open()
  v8.setFlagsFromString(`--${COMPACT_ALWAYS}`)
  try {
    tracking.start()
    plantJobs(kept, 64)
    await turnAndCollect()
    expect(known(graphWhenStopped(tracking))).toHaveLength(64)
  } finally {
    v8.setFlagsFromString(`--no-${COMPACT_ALWAYS}`)
  }
  expect(kept).toHaveLength(64)
})
