import { expect, test } from 'vitest'
import { runVitest } from './harness/run-vitest.ts'

const LEAK = /^Error: expected keep\(\) not to leak, but each call keeps (?:32|[345]\d(?:\.\d)?) B and 1 object alive$/m

test('a body that ends its worker ends no more than that', { timeout: 240_000 }, async () => {
  const run = await runVitest('faults-worker', { args: ['exits', 'killed', 'aborts', 'next'] })
  expect.soft(run?.tests.get('exits')?.messages.join()).toContain('process.exit unexpectedly called with "3"')
  expect.soft(run?.text.match(/Worker exited unexpectedly/g)).toHaveLength(2)
  expect.soft(run?.tests.get('the next is clean')?.status).toBe('passed')
  expect.soft(run?.tests.get('the next leaks')?.messages[0]).toMatch(LEAK)
  expect(run?.exitCode).toBe(1)
})

test('a body that ends its thread', { timeout: 240_000 }, async () => {
  const run = await runVitest('faults-worker', { pool: 'threads', args: ['exits', 'next'] })
  expect.soft(run?.tests.get('exits')?.messages.join()).toContain('process.exit unexpectedly called with "3"')
  expect.soft(run?.tests.get('the next is clean')?.status).toBe('passed')
  expect(run?.tests.get('the next leaks')?.messages[0]).toMatch(LEAK)
})

test('in a heap of 64 MB a leak of 1 MB a call is told before memory ends', { timeout: 240_000 }, async () => {
  const env = { EXEC_ARGV: JSON.stringify(['--max-old-space-size=64']) }
  const run = await runVitest('faults-worker', { args: ['megabytes', 'small', 'endless', 'next'], env })
  expect
    .soft(run?.tests.get('a megabyte a call')?.messages[0])
    .toMatch(/^Error: expected .* not to leak, but each call keeps 1\.0 MB and 2(?:\.14)? objects alive$/m)
  expect
    .soft(run?.tests.get('a megabyte a call, of small objects')?.messages[0])
    .toMatch(/^Error: expected .* not to leak, but each call keeps (?:\d+\.\d kB|1\.\d MB) and 16386 objects alive$/m)
  // What a single call takes, nobody can bound.
  expect.soft(run?.text.match(/Worker exited unexpectedly/g)).toHaveLength(1)
  expect.soft(run?.tests.get('the next is clean')?.status).toBe('passed')
  expect(run?.tests.get('the next leaks')?.messages[0]).toMatch(LEAK)
})
