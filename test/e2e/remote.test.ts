import { expect, test } from 'vitest'
import type { TestOutcome } from './harness/json-report.ts'
import { nodeOf } from './harness/run-node.ts'
import { type Run, runVitest } from './harness/run-vitest.ts'

// The package as its users get it: one Vitest, and the server in a process of its own.

const outcome = (run: Run | undefined, name: string): TestOutcome =>
  run?.tests.get(name) ?? { status: 'skipped', messages: [`there is no test '${name}'`], durationMs: 0 }
const message = (run: Run | undefined, name: string): string => outcome(run, name).messages.join('\n')

test('the heap of a server in another process', { timeout: 300_000 }, async () => {
  const run = await runVitest('remote', { args: ['verdicts'] })

  const leak = message(run, 'a leak')
  expect(leak).toMatch(/expected get\(server\.url \+ path\) not to leak, but each call keeps .* alive/)
  expect(leak).toMatch(/▶ .* openSession +server\.mjs:16/)
  expect(leak).toContain('16 │ function openSession() {')
  expect(leak).toContain("held by     not known: the heap is another process's, of which no snapshot is taken")
  expect(leak).toContain('.vitest-leak/verdicts.test.ts/a-leak/{base,current,diff}.pb.gz')
  expect(message(run, 'buffers')).toMatch(/▶ .* keepBuffer +server\.mjs:22 +\(off-heap, ArrayBuffer\)/)
  expect(message(run, 'numbers')).toMatch(/in an array or table that grows/)
  expect(message(run, 'numbers')).toMatch(/▶ .* keepNumber +server\.mjs:26/)
  expect(message(run, 'every tenth')).toMatch(/each call keeps .* alive/)
  expect(message(run, 'every tenth')).toMatch(/▶ .* openSometimes +server\.mjs:35/)

  const clean = Array.from({ length: 10 }, (_, index) => `clean ${index + 1}`)
  for (const name of [...clean, 'bounded', 'a cache of 50', 'an expected leak', 'ignored', 'nothing is left']) {
    expect([name, outcome(run, name)]).toEqual([name, expect.objectContaining({ status: 'passed', messages: [] })])
  }
  expect(message(run, 'an expected leak that is none')).toMatch(
    /to leak, but \d+ calls showed no growth in \d+ full collections/,
  )
})

test('a server on another Node', { timeout: 300_000 }, async ({ skip }) => {
  const node = await nodeOf(24)
  if (!node) skip('there is no Node 24 to install')
  const run = await runVitest('remote', {
    args: ['verdicts', '-t', 'a leak|buffers|clean [123]$'],
    env: { SERVER_NODE: node ?? '' },
  })
  expect(message(run, 'a leak')).toMatch(/▶ .* openSession +server\.mjs:16/)
  expect(message(run, 'buffers')).toMatch(/▶ .* keepBuffer +server\.mjs:22/)
  for (const name of ['clean 1', 'clean 2', 'clean 3']) expect(outcome(run, name).status).toBe('passed')
})

test('what can go wrong is one sentence, and leaves nothing running', { timeout: 200_000 }, async () => {
  const run = await runVitest('remote', { args: ['faults'] })
  const sentences = {
    'no server':
      /no server answers at http:\/\/127\.0\.0\.1:9 \(ECONNREFUSED\): start it before the assertion, and give remoteHeap\(\) the address/,
    'no heapProfiles': /has no heapProfiles\(\), since it answers 404 to \/debug\/pprof\/record: add the handler/,
    refused: /refuses to be measured: heapProfiles\(\{ allow \}\) did not return true for this request/,
    exits: /the server went away while it was measured \(.+\): see what it printed before it ended/,
    'is killed between the calls': /the server at .* went away while it was measured \(ECONN\w+\): /,
    'a synchronous body': /the body returned no promise, .*: make the body async and await them in it/,
    'a body that throws': /^Error: call 30/,
    'two at once': /refuses to be measured: a recording is being taken of this process: wait until it has ended/,
    'not an address': /remoteHeap\(\) is given the address of a server, such as 'http:\/\/127\.0\.0\.1:3000', not '127/,
    'not a heap': /toLeak\(\): option 'heap' is what remoteHeap\(.*\) of vitest-leak\/http returns, not 'http/,
  }
  for (const [name, sentence] of Object.entries(sentences)) expect(message(run, name)).toMatch(sentence)
  expect(run?.text).toMatch(/a request that is never answered.*Test timed out in 3000ms/s)
  expect(outcome(run, 'and the test after it')).toMatchObject({ status: 'passed', messages: [] })
})
