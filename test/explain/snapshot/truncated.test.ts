import { expect, test } from 'vitest'
import { SnapshotError } from '../../../src/explain/snapshot/byte-cursor.ts'
import { readSnapshot } from '../../../src/explain/snapshot/read-snapshot.ts'
import { type EdgeGiven, snapshotOf } from '../graph-text.ts'
import { textSource } from '../text-source.ts'

const held: EdgeGiven[] = [['property', 'a "quoted" name', 'held']]
const text = JSON.stringify({
  ...snapshotOf({ root: { type: 'synthetic', edges: held }, held: { madeBy: 'make', bytes: 24 } }),
  locations: [7, 7, 2, 4],
})

const reading = (given: string | Uint8Array) => () => readSnapshot(textSource(given))

test('a snapshot that ends anywhere before its end is an error', () => {
  expect(reading(text)).not.toThrow()
  for (let bytes = 0; bytes < text.length; bytes++) {
    expect(reading(text.slice(0, bytes)), `the first ${bytes} bytes`).toThrow(SnapshotError)
  }
})

test('so is one that lacks a byte, unless that was part of a name or a number', () => {
  for (let at = 0; at < text.length; at++) {
    let error: unknown
    try {
      reading(text.slice(0, at) + text.slice(at + 1))()
    } catch (thrown) {
      error = thrown
    }
    if (error !== undefined) expect(error, `without byte ${at}`).toBeInstanceOf(SnapshotError)
  }
})

test('or has a wrong one', () => {
  for (let at = 0; at < text.length; at++) {
    for (const wrong of ['x', '"', '{', ']', '-', '9', '\0', '\\']) {
      let error: unknown
      try {
        const graph = reading(text.slice(0, at) + wrong + text.slice(at + 1))()
        for (let node = 0; node < graph.nodeCount; node++) graph.strings.at(graph.nodeName[node] as number)
      } catch (thrown) {
        error = thrown
      }
      if (error !== undefined) expect(error, `${wrong} at byte ${at}`).toBeInstanceOf(SnapshotError)
    }
  }
})

test.each([
  ['nothing', ''],
  ['white space', ' \n\t '],
  ['a profile', '{"nodes":[],"startTime":1}'],
  ['a list', '[]'],
  ['a string', '"snapshot"'],
  ['a number', '42'],
  ['a page', '<!doctype html><title>404</title>'],
  ['zeroes', '\0\0\0\0\0\0\0\0'],
  ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab])],
  ['no description', '{"snapshot":{}}'],
  ['a description that is a number', '{"snapshot":1,"nodes":[]}'],
  ['a description that is nothing', '{"snapshot":null,"nodes":[]}'],
  ['a description that is a list', '{"snapshot":[],"nodes":[]}'],
  ['no nodes', '{"snapshot":{"meta":{},"node_count":1,"edge_count":0},"nodes":[]}'],
])('%s is no snapshot', (_, given) => {
  expect(reading(given)).toThrow(SnapshotError)
})

test.each(['node_fields', 'node_types', 'edge_fields', 'edge_types', 'trace_function_info_fields', 'location_fields'])(
  'a description without %s is an error',
  (field) => {
    const snapshot = JSON.parse(text)
    delete snapshot.snapshot.meta[field]
    expect(reading(JSON.stringify(snapshot))).toThrow(SnapshotError)
  },
)

test.each(['nodes', 'edges', 'strings'])('a snapshot without %s is an error', (part) => {
  const snapshot = JSON.parse(text)
  delete snapshot[part]
  expect(reading(JSON.stringify(snapshot))).toThrow(SnapshotError)
})

test.each([
  ['more nodes than there are', { node_count: 3 }],
  ['fewer nodes', { node_count: 1 }],
  ['more edges than there are', { edge_count: 2 }],
  ['fewer edges', { edge_count: 0 }],
  ['too many to be true', { node_count: 1e15 }],
  ['less than none', { edge_count: -1 }],
  ['a part of one', { node_count: 1.5 }],
  ['a word', { node_count: 'two' }],
])('a description that counts %s is an error', (_, counts) => {
  const snapshot = JSON.parse(text)
  Object.assign(snapshot.snapshot, counts)
  expect(reading(JSON.stringify(snapshot))).toThrow(SnapshotError)
})

test.each([
  ['nowhere', 70],
  ['into the middle of a node', 3],
  ['before the first', -7],
])('a reference that leads %s is an error', (_, to) => {
  const snapshot = JSON.parse(text)
  snapshot.edges[2] = to
  expect(reading(JSON.stringify(snapshot))).toThrow(SnapshotError)
})

test('nodes that claim more or fewer references than there are, are an error', () => {
  for (const claimed of [0, 2, 1e9]) {
    const snapshot = JSON.parse(text)
    snapshot.nodes[4] = claimed
    expect(reading(JSON.stringify(snapshot)), `${claimed}`).toThrow(SnapshotError)
  }
})
