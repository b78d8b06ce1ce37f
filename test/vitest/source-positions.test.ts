import { Session } from 'node:inspector'
import { expect, test } from 'vitest'
import { toSource } from '../../src/vitest/source-positions.ts'

interface Dropped {
  readonly lines: 'by Vite'
}

const dropped: Dropped = { lines: 'by Vite' }

function marked(): string {
  return dropped.lines
}

/** Where V8 says that a function starts, in what Vite has made of this file. */
function generatedPosition(fn: () => unknown): { line: number; column: number } {
  const session = new Session()
  session.connect()
  let position = { line: 0, column: 0 }
  ;(globalThis as { located?: unknown }).located = fn
  session.post('Runtime.evaluate', { expression: 'located' }, (_, { result }) => {
    session.post('Runtime.getProperties', { objectId: result.objectId ?? '' }, (_, properties) => {
      const location = properties.internalProperties?.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value
      position = { line: location.lineNumber + 1, column: location.columnNumber + 1 }
    })
  })
  session.disconnect()
  return position
}

test('a position in what Vite has made is that of the source', () => {
  const file = import.meta.filename
  const generated = { functionName: 'marked', file, ...generatedPosition(marked) }
  expect(generated.line).not.toBe(11)
  expect(toSource(generated)).toMatchObject({ functionName: 'marked', file, line: 11 })
})

test('queries and file URLs are no part of a path', () => {
  const frame = { functionName: 'f', file: '/app/node_modules/lib/index.js?v=8f3a', line: 3, column: 1 }
  expect(toSource(frame)).toEqual({ ...frame, file: '/app/node_modules/lib/index.js' })
  expect(toSource({ ...frame, file: 'file:///app/with%20space.js' })).toEqual({ ...frame, file: '/app/with space.js' })
})

test('what nobody has transformed stays where it is', () => {
  for (const file of ['node:fs', '', '/app/a.js']) {
    const frame = { functionName: 'f', file, line: file ? 3 : 0, column: 1 }
    expect(toSource(frame)).toBe(frame)
  }
})
