import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fencedBlocks } from './fenced-blocks.ts'
import { HOLE, sourceMessages } from './source-messages.ts'

const root = join(import.meta.dirname, '../..')

/** With whatever name a page or a message gives to a value. */
const pattern = (text: string): string => text.replaceAll(/<[^<>]*>/g, HOLE)

const entries = fencedBlocks(readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8'))
  .filter(({ language }) => language === 'message')
  .flatMap(({ text }) => text.trimEnd().split('\n'))

test('docs/troubleshooting.md has the messages of the sources, and no others', { timeout: 240_000 }, () => {
  const messages = sourceMessages(root)
  const known = new Set(entries.map(pattern))
  const printed = new Set(messages.map(({ text }) => pattern(text)))

  expect
    .soft(messages.filter(({ text }) => !known.has(pattern(text))).map(({ place, text }) => `${place}: ${text}`))
    .toEqual([])
  expect.soft(entries.filter((entry) => !printed.has(pattern(entry)))).toEqual([])
  expect(messages.length).toBeGreaterThan(150)
})

test('no message is on the page twice', () => {
  const patterns = entries.map(pattern)
  expect(patterns.filter((entry, index) => patterns.indexOf(entry) !== index)).toEqual([])
})
