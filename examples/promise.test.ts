import { expect, test } from 'vitest'
import { failureOf } from './failure.ts'
import { print, runPrinter } from './src/printer.ts'

// An async function that waits for what never happens is kept, with all that it still needs.

test('a page leaks while the printer is off', async () => {
  const failure = await failureOf(() => expect(() => void print('a page')).not.toLeak())

  expect(failure).toMatch(/^expected print\("a page"\) not to leak, but each call keeps/)
  expect(failure).toMatch(/▶ .* print +src\/printer\.ts:4\n/)
  expect(failure).toContain('5 │   await new Promise<void>((resolve) => waiting.push(resolve))')
})

test('a page that is printed does not', async () => {
  await expect(async () => {
    const printed = print('a page')
    runPrinter()
    await printed
  }).not.toLeak()
})
