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
import { checkedHeader, fieldOf, type Header } from './header.ts'
import { edgeTypes, type HeapGraph, nodeTypes, type TraceFunction } from './heap-graph.ts'
import { locationArrays } from './locations.ts'
import { readNested, readRows, readSmallValue, skipValue } from './read-json.ts'
import { readStrings, type StringTable } from './string-table.ts'
import { functionIndices, type TraceFunctionIndices, traceArrays } from './trace-arrays.ts'

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
  const header = checkedHeader(readSmallValue(cursor), source.sizeBytes)
  const nodes = nodeArrays(header)
  const edges = edgeArrays(header)
  const infoFields = header.meta.trace_function_info_fields.length
  const infos: TraceFunctionIndices[] = []
  const traces = traceArrays()
  const locations = locationArrays(header)
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
        readRows(cursor, infoFields, (rows, count) => {
          for (let row = 0; row < count; row++) infos.push(functionIndices(header, rows, row * infoFields))
        })
        break
      case 'trace_tree':
        readNested(cursor, traces)
        break
      case 'locations':
        readRows(cursor, header.meta.location_fields.length, locations.add)
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
  if (nodes.arrays.firstEdge[header.node_count] !== header.edge_count || edges.leadsNowhere()) {
    throw new SnapshotError('the heap snapshot has references that lead nowhere, or are nobody’s')
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
    locationOf: locations.locationOf,
  }
}

/** Which number of ours a type of V8's is: theirs differ between versions. */
const typeMap = (theirs: unknown, ours: readonly string[]): Uint8Array =>
  Uint8Array.from(Array.isArray(theirs) ? theirs : [], (type) => Math.max(0, ours.indexOf(String(type))))

function nodeArrays({ meta, node_count: length }: Header) {
  const fields = meta.node_fields
  const [type, name, id, size, edges] = ['type', 'name', 'id', 'self_size', 'edge_count'].map((field) =>
    fieldOf(fields, field),
  ) as [number, number, number, number, number]
  const trace = fields.indexOf('trace_node_id')
  const width = fields.length
  const types = typeMap(meta.node_types[type], nodeTypes)
  const nodeType = new Uint8Array(length)
  const nodeName = new Uint32Array(length)
  const nodeId = new Uint32Array(length)
  const firstEdge = new Uint32Array(length + 1)
  const traceNode = new Uint32Array(length)
  const sizes = new Uint32Array(length)
  const large = new Map<number, number>()
  let count = 0
  const add = (rows: Float64Array, added: number): void => {
    let node = count
    count += added
    for (let row = 0; node < count; row += width, node++) {
      const bytes = rows[row + size] as number
      nodeType[node] = types[rows[row + type] as number] as number
      nodeName[node] = rows[row + name] as number
      nodeId[node] = rows[row + id] as number
      traceNode[node] = trace < 0 ? 0 : (rows[row + trace] as number)
      firstEdge[node + 1] = (firstEdge[node] as number) + (rows[row + edges] as number)
      sizes[node] = bytes
      if (bytes > 0xffff_ffff) large.set(node, bytes)
    }
  }
  const arrays = { nodeType, nodeName, nodeId, firstEdge, traceNode }
  return { arrays, add, count: () => count, selfBytes: (node: number) => large.get(node) ?? (sizes[node] as number) }
}

function edgeArrays({ meta, node_count: nodeCount, edge_count: length }: Header) {
  const fields = meta.edge_fields
  const [type, name, to] = ['type', 'name_or_index', 'to_node'].map((field) => fieldOf(fields, field)) as [
    number,
    number,
    number,
  ]
  const types = typeMap(meta.edge_types[type], edgeTypes)
  const width = fields.length
  const nodeFields = meta.node_fields.length
  const edgeType = new Uint8Array(length)
  const edgeName = new Uint32Array(length)
  const edgeTarget = new Uint32Array(length)
  let isWrong = false
  let count = 0
  const add = (rows: Float64Array, added: number): void => {
    let edge = count
    count += added
    for (let row = 0; edge < count; row += width, edge++) {
      edgeType[edge] = types[rows[row + type] as number] as number
      edgeName[edge] = rows[row + name] as number
      const target = (rows[row + to] as number) / nodeFields
      edgeTarget[edge] = target
      // Not a whole number, or below zero.
      if (target >= nodeCount || edgeTarget[edge] !== target) isWrong = true
    }
  }
  const arrays = { edgeType, edgeName, edgeTarget }
  return { arrays, add, count: () => count, leadsNowhere: () => isWrong }
}
