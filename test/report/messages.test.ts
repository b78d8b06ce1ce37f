import { stripVTControlCharacters } from 'node:util'
import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { leakMessage } from '../../src/report/leak.ts'
import { LINE_WIDTH, width } from '../../src/report/text.ts'
import { allocateMessages } from './allocate-messages.ts'
import { explainedMessages } from './explained-messages.ts'
import { leakMessages } from './leak-messages.ts'
import { otherMessages } from './other-messages.ts'
import { grows, handleRequest, serverLeak } from './reports.ts'

// Whole messages, as a person reads them: read every change of a golden file aloud.

const messages = { ...leakMessages, ...explainedMessages, ...otherMessages, ...allocateMessages }

const fileName = (name: string): string => name.replaceAll(/[^a-z]+/g, '-')

test.each(Object.keys(messages))('%s', async (name) => {
  const message = messages[name]?.() ?? ''
  await expect(`${message}\n`).toMatchFileSnapshot(`__golden__/${fileName(name)}.txt`)
})

test.each(Object.keys(messages))('fits one screen: %s', (name) => {
  const lines = (messages[name]?.() ?? '').split('\n')
  expect(lines.length).toBeLessThanOrEqual(40)
  for (const line of lines) {
    expect(line).toBe(line.trimEnd())
    expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
    if (!line.includes('npx vitest-leak')) expect(width(line), line).toBeLessThanOrEqual(LINE_WIDTH)
  }
})

test('a first line is a sentence that tools can tell from an error', () => {
  for (const [name, message] of Object.entries(messages)) {
    expect(message().split('\n')[0], name).toMatch(
      /^expected .+ (?:not to leak|to leak|to retain at most .+|to retain more than .+|to allocate at most .+|to allocate more than .+|(?:not )?to be collected), but .+$/,
    )
  }
})

test('colours change nothing but the colour', () => {
  const paint = createColors(true)
  const coloured = leakMessage(serverLeak({ paint, unusedIgnores: ['x'] }))
  expect(coloured).toContain('\u001b[1m')
  expect(stripVTControlCharacters(coloured)).toBe(leakMessage(serverLeak({ unusedIgnores: ['x'] })))
})

test('sites that are one in the source are counted once', () => {
  const twice = [grows(handleRequest, 2), grows(handleRequest, 2)]
  const [first] = leakMessage(serverLeak({ sites: twice })).split('\n')
  expect(first).toBe('expected handleRequest() not to leak, but each call keeps 976.7 kB and 2 objects alive')
})
