import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import inspector from 'node:inspector'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import v8 from 'node:v8'
import { beforeAll, expect, test } from 'vitest'
import { parseSource } from '../../../src/explain/lines/parse-source.ts'
import { fileSource } from '../../../src/explain/snapshot/file-source.ts'
import { type HeapGraph, nameOf, nodeTypes, type TraceFunction } from '../../../src/explain/snapshot/heap-graph.ts'
import { readSnapshot } from '../../../src/explain/snapshot/read-snapshot.ts'

const FILE = fileURLToPath(new URL('fixtures/leaks.cjs', import.meta.url))
const TEXT = readFileSync(FILE, 'utf8')
const CALLS = 20

/** What V8 says that a function of the file made. */
interface Made {
  readonly site: TraceFunction
  readonly className: string
  readonly via?: string
}

let made: readonly Made[] = []

beforeAll(() => {
  const session = new inspector.Session()
  session.connect()
  const folder = mkdtempSync(join(tmpdir(), 'vitest-leak-'))
  try {
    const leak = createRequire(import.meta.url)(FILE) as (id: number) => void
    for (let id = 0; id < CALLS; id++) leak(id)
    session.post('HeapProfiler.enable')
    session.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true })
    for (let id = CALLS; id < 2 * CALLS; id++) leak(id)
    made = madeIn(snapshotIn(folder))
    session.post('HeapProfiler.disable')
  } finally {
    session.disconnect()
    rmSync(folder, { recursive: true })
  }
}, 60_000)

function snapshotIn(folder: string): HeapGraph {
  const source = fileSource(v8.writeHeapSnapshot(join(folder, 'v8.heapsnapshot')))
  try {
    return readSnapshot(source)
  } finally {
    source.close()
  }
}

/** What each call made, of objects that are there still. */
function madeIn(graph: HeapGraph): Made[] {
  const found = new Map<string, { one: Made; count: number }>()
  for (let node = 0; node < graph.nodeCount; node++) {
    const className = kindOf(graph, node)
    let [trace, via] = [graph.traceNode[node] as number, undefined as string | undefined]
    for (; className !== undefined && trace !== 0; trace = graph.traces.parent[trace] as number) {
      const site = graph.traces.functions[graph.traces.functionOf[trace] as number] as TraceFunction
      if (site.scriptName.endsWith('leaks.cjs')) {
        const one = { site, className, ...(via === undefined ? {} : { via }) }
        const key = [site.line, site.column, className, via].join()
        found.set(key, { one, count: (found.get(key)?.count ?? 0) + 1 })
        break
      }
      via = site.functionName
    }
  }
  return [...found.values()].filter(({ count }) => count >= CALLS).map(({ one }) => one)
}

function kindOf(graph: HeapGraph, node: number): string | undefined {
  const name = nameOf(graph, node)
  switch (nodeTypes[graph.nodeType[node] as number]) {
    case 'object':
      return name === 'system / Context' ? 'variables' : name
    case 'string':
    case 'concatenated string':
      return 'string'
    case 'regexp':
      return 'RegExp'
    case 'closure':
    case 'number':
    case 'bigint':
    case 'symbol':
      return nodeTypes[graph.nodeType[node] as number]
    default:
      return undefined
  }
}

const PARSED = parseSource(TEXT)
const linesOf = ({ site, ...kind }: Made): number[] => [
  ...new Set(PARSED?.candidates(site, [kind])?.[0]?.map(({ line }) => line)),
]

const marks = TEXT.split('\n').flatMap((line, index) =>
  (/\/\/ made: (.*)/.exec(line)?.[1] ?? '')
    .split(', ')
    .filter((text) => text !== '')
    .map((text) => ({ text, line: /^ *\/\//.test(line) ? index : index + 1 })),
)

test.each(marks)('line $line makes $text', ({ text, line }) => {
  const [className, via] = text.split(' via ')
  const answers = made.filter((one) => one.className === className && one.via === via).map(linesOf)
  expect(answers).toContainEqual(expect.arrayContaining([line]))
})

test('every answer of one line is a line that makes something', () => {
  const wrong = made
    .map((one) => ({ ...one, lines: linesOf(one) }))
    .filter(
      ({ lines: [line, ...others] }) =>
        line !== undefined && others.length === 0 && !marks.some((mark) => mark.line === line),
    )
  expect(wrong.map(({ site, className, via, lines }) => ({ name: site.functionName, className, via, lines }))).toEqual(
    [],
  )
})

test('most answers are of one line', () => {
  const answers = made.map(linesOf)
  expect(answers.filter((lines) => lines.length === 1).length / answers.length).toBeGreaterThan(0.7)
})
