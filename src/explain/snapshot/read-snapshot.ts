import {
  type ByteSource,
  byteCursor,
  CLOSE_BRACE,
  COLON,
  COMMA,
  expectByte,
  OPEN_BRACE,
  peekToken,
  SnapshotError,
} from './byte-cursor.ts'
import {
  edgeTypes,
  type HeapGraph,
  type Location,
  nodeTypes,
  type TraceFunction,
  type TraceTree,
} from './heap-graph.ts'
import { readNested, readRows, readSmallValue, skipValue } from './read-json.ts'
import { readStrings, type StringTable } from './string-table.ts'

interface Header {
  readonly meta: {
    readonly node_fields: readonly string[]
    readonly node_types: readonly unknown[]
    readonly edge_fields: readonly string[]
    readonly edge_types: readonly unknown[]
    readonly trace_function_info_fields: readonly string[]
    readonly location_fields: readonly string[]
  }
  readonly node_count: number
  readonly edge_count: number
}

/**
 * Reads a heap snapshot (V8's `heap-snapshot-generator.cc` writes it) piece by piece into typed arrays.
 *
 * @param onProgress told the share that has been read, from 0 to 1
 * @throws SnapshotError when it is no whole snapshot
 */
export function readSnapshot(source: ByteSource, onProgress?: (share: number) => void): HeapGraph {
  const cursor = byteCursor(source, onProgress)
  const keyIs = (): string => {
    const key = readSmallValue(cursor)
    expectByte(cursor, COLON)
    return String(key)
  }
  expectByte(cursor, OPEN_BRACE)
  if (keyIs() !== 'snapshot')
    throw new SnapshotError('this is no heap snapshot: it does not begin with its description')
  const header = readSmallValue(cursor) as Header
  const nodes = nodeArrays(header)
  const edges = edgeArrays(header)
  const infos: TraceFunctionIndices[] = []
  const traces = traceArrays()
  const locations = new Map<number, Location>()
  let strings: StringTable | undefined
  while (peekToken(cursor) === COMMA) {
    expectByte(cursor, COMMA)
    switch (keyIs()) {
      case 'nodes':
        readRows(cursor, header.meta.node_fields.length, nodes.add)
        break
      case 'edges':
        readRows(cursor, header.meta.edge_fields.length, edges.add)
        break
      case 'trace_function_infos':
        readRows(cursor, header.meta.trace_function_info_fields.length, (row) =>
          infos.push(functionIndices(header, row)),
        )
        break
      case 'trace_tree':
        readNested(cursor, traces)
        break
      case 'locations':
        readRows(cursor, header.meta.location_fields.length, (row) => locations.set(...locationIn(header, row)))
        break
      case 'strings':
        strings = readStrings(cursor, source.sizeBytes - cursor.offset - cursor.at)
        break
      default:
        skipValue(cursor)
    }
  }
  expectByte(cursor, CLOSE_BRACE)
  if (!strings || nodes.count() !== header.node_count || edges.count() !== header.edge_count) {
    throw new SnapshotError(
      `the heap snapshot has ${nodes.count()} of ${header.node_count} nodes and ${edges.count()} of ${header.edge_count} edges`,
    )
  }
  const table = strings
  const functions = infos.map(
    ({ name, script, ...info }): TraceFunction => ({
      ...info,
      functionName: table.at(name),
      scriptName: table.at(script),
    }),
  )
  return {
    nodeCount: header.node_count,
    edgeCount: header.edge_count,
    ...nodes.arrays,
    ...edges.arrays,
    selfBytes: nodes.selfBytes,
    strings: table,
    traces: { ...traces.arrays(), functions },
    locationOf: (node) => locations.get(node),
  }
}

/** Where a field is in a row, and which number of ours a type of V8's is: both differ between versions. */
const fieldOf = (fields: readonly string[], name: string): number => {
  const index = fields.indexOf(name)
  if (index < 0) throw new SnapshotError(`the heap snapshot has no field '${name}'`)
  return index
}
const typeMap = (theirs: unknown, ours: readonly string[]): Uint8Array =>
  Uint8Array.from(Array.isArray(theirs) ? theirs : [], (type) => Math.max(0, ours.indexOf(String(type))))

function nodeArrays({ meta, node_count: length }: Header) {
  const fields = meta.node_fields
  const [type, name, id, size, edges] = ['type', 'name', 'id', 'self_size', 'edge_count'].map((field) =>
    fieldOf(fields, field),
  ) as [number, number, number, number, number]
  const trace = fields.indexOf('trace_node_id')
  const types = typeMap(meta.node_types[type], nodeTypes)
  const arrays = {
    nodeType: new Uint8Array(length),
    nodeName: new Uint32Array(length),
    nodeId: new Uint32Array(length),
    firstEdge: new Uint32Array(length + 1),
    traceNode: new Uint32Array(length),
  }
  const sizes = new Uint32Array(length)
  const large = new Map<number, number>()
  let count = 0
  const add = (row: Float64Array): void => {
    const bytes = row[size] as number
    arrays.nodeType[count] = types[row[type] as number] as number
    arrays.nodeName[count] = row[name] as number
    arrays.nodeId[count] = row[id] as number
    arrays.traceNode[count] = trace < 0 ? 0 : (row[trace] as number)
    arrays.firstEdge[count + 1] = (arrays.firstEdge[count] as number) + (row[edges] as number)
    sizes[count] = bytes
    if (bytes > 0xffff_ffff) large.set(count, bytes)
    count++
  }
  return { arrays, add, count: () => count, selfBytes: (node: number) => large.get(node) ?? (sizes[node] as number) }
}

function edgeArrays({ meta, edge_count: length }: Header) {
  const fields = meta.edge_fields
  const [type, name, to] = ['type', 'name_or_index', 'to_node'].map((field) => fieldOf(fields, field)) as [
    number,
    number,
    number,
  ]
  const types = typeMap(meta.edge_types[type], edgeTypes)
  const nodeFields = meta.node_fields.length
  const arrays = {
    edgeType: new Uint8Array(length),
    edgeName: new Uint32Array(length),
    edgeTarget: new Uint32Array(length),
  }
  let count = 0
  const add = (row: Float64Array): void => {
    arrays.edgeType[count] = types[row[type] as number] as number
    arrays.edgeName[count] = row[name] as number
    arrays.edgeTarget[count] = (row[to] as number) / nodeFields
    count++
  }
  return { arrays, add, count: () => count }
}

interface TraceFunctionIndices {
  readonly name: number
  readonly script: number
  readonly scriptId: number
  readonly line: number
  readonly column: number
}

function functionIndices({ meta }: Header, row: Float64Array): TraceFunctionIndices {
  const at = (field: string): number => row[fieldOf(meta.trace_function_info_fields, field)] as number
  return {
    name: at('name'),
    script: at('script_name'),
    scriptId: at('script_id'),
    line: at('line'),
    column: at('column'),
  }
}

function locationIn({ meta }: Header, row: Float64Array): [node: number, location: Location] {
  const at = (field: string): number => row[fieldOf(meta.location_fields, field)] as number
  return [
    at('object_index') / meta.node_fields.length,
    { scriptId: at('script_id'), line: at('line') + 1, column: at('column') + 1 },
  ]
}

/** A tree is written as `id, function, count, size, [children]`, one child after the other. */
function traceArrays() {
  const FIELDS = 4
  let parent = new Uint32Array(1024)
  let functionOf = new Uint32Array(1024)
  const parents = [0]
  let field = 0
  let id = 0
  const fits = (length: number): void => {
    if (length <= parent.length) return
    const [oldParent, oldFunction] = [parent, functionOf]
    parent = new Uint32Array(2 * length)
    functionOf = new Uint32Array(2 * length)
    parent.set(oldParent)
    functionOf.set(oldFunction)
  }
  return {
    number(value: number) {
      if (field === 0) {
        id = value
        fits(id + 1)
        parent[id] = parents.at(-1) as number
      } else if (field === 1) functionOf[id] = value
      field = (field + 1) % FIELDS
    },
    open: () => void parents.push(id),
    close: () => void parents.pop(),
    arrays: (): Omit<TraceTree, 'functions'> => ({ parent, functionOf }),
  }
}
