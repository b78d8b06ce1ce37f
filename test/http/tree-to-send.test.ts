import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { treeToSend } from '../../src/http/tree-to-send.ts'
import type { AllocationNode } from '../../src/profile/allocation-node.ts'

const OWN = fileURLToPath(new URL('../../src/http/heap-profiles.ts', import.meta.url))

const node = (
  name: string,
  scriptName: string,
  sizes: readonly number[] = [],
  ...children: AllocationNode[]
): AllocationNode => ({
  name,
  scriptName,
  lineNumber: 3,
  columnNumber: 5,
  allocations: sizes.map((sizeBytes) => ({ sizeBytes, count: 1 })),
  children,
})

/** `name: bytes` of each function, by its callers. */
const lines = ({ name, allocations, children }: AllocationNode, indent = ''): string[] => [
  `${indent}${name}${allocations.length > 0 ? ` ${allocations.map(({ sizeBytes }) => sizeBytes)}` : ''}`,
  ...children.flatMap((child) => lines(child, `${indent}  `)),
]

test('what this package allocates is left out, by itself and through the runtime', () => {
  const tree = node(
    '(root)',
    '',
    [16],
    node('serve', OWN, [8], node('end', 'node:_http_outgoing', [24], node('slice', '', [40]))),
  )
  expect(lines(treeToSend(tree))).toEqual(['(root) 16'])
})

test("what it calls is somebody else's, as a chain of handlers", () => {
  const route = node('route', '/app/server.js', [32], node('push', '', [48]))
  const tree = node(
    '(root)',
    '',
    [],
    node('emit', 'node:events', [], node('handler', OWN, [8], node('next', '/app/chain.js', [], route))),
  )
  expect(lines(treeToSend(tree))).toEqual(['(root)', '  emit', '    next', '      route 32', '        push 48'])
})

test('the runtime works for whoever called it, and alone for itself', () => {
  const tree = node(
    '(root)',
    '',
    [],
    node('onread', 'node:net', [24], node('push', '', [8])),
    node('idle', '/app/a.js'),
  )
  expect(lines(treeToSend(tree))).toEqual(['(root)', '  onread 24', '    push 8'])
})

test('files are paths', () => {
  const sent = treeToSend(node('(root)', '', [], node('route', 'file:///app/a%20b.mjs', [8])))
  expect(sent.children[0]).toMatchObject({ scriptName: '/app/a b.mjs', lineNumber: 3, columnNumber: 5 })
})
