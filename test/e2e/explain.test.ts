import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allMajors, type Major, type Pool } from './harness/majors.ts'
import { type Run, runVitest } from './harness/run-vitest.ts'

/** What the line of a holder says, by the name of the test. */
const holders: Readonly<Record<string, readonly string[]>> = {
  'module variable': ['▶ userCache in server.ts (Map) › value › UserData.data › Uint8Array'],
  array: ['▶ auditTrail in server.ts (Array) › [i] › Object'],
  emitter: ['▶ bus._events.data in server.ts (Array) › [i] › closure'],
  'event target': ["▶ signal[kEvents] in server.ts (Map) › value of 'abort' › Object.next ×"],
  process: ['process._events.exit (Array) › [i] › closure'],
  'class static': ['▶ Registry.instances in server.ts (Array) › [i] › Object'],
  'map key': ['▶ keysOf in server.ts (Map) › key › Object'],
  'set entry': ['▶ seen in server.ts (Set) › entry › Object'],
  dictionary: ['▶ byId in server.ts (Object) › [i] › Object'],
  global: ['▶ globalThis.published (Array) › [i] › Object'],
  'linked list': ['▶ newest.next ×63 in server.ts (Object) › Object'],
  'weak map': ['▶ tokens in server.ts (Array) › [i] › Object › WeakMap value › Object'],
  timer: ['timers (setTimeout, setInterval) › ▶ Timeout._onTimeout › closure › variable payload › Object'],
  promise: [
    '▶ waiting in server.ts (Array) › [i] › closure › pending Promise › reaction › closure › variable job › Object',
  ],
  'two sizes of buffers': [
    '▶ large in server.ts (Array) › [i] › Uint8Array',
    '▶ small in server.ts (Array) › [i] › Uint8Array    64 of 64, made by makeSmall server.ts:',
  ],
  'shared memory': ['▶ shared in server.ts (Array) › [i] › SharedArrayBuffer'],
  mock: ['spy'],
  'local variable': ['▶ local in explain.test.ts (Array) › [i] › Object'],
  retained: ['▶ userCache in server.ts (Map) › value › UserData.data › Uint8Array'],
  'with its snapshot': ['▶ auditTrail in server.ts (Array) › [i] › Object'],
}

/** What else a message has, in regular expressions. */
const told: Readonly<Record<string, readonly RegExp[]>> = {
  'module variable': [
    /leaked {6}Uint8Array ×1, ArrayBuffer ×1, UserData ×1, 9\.8 kB off-heap/,
    /userCache\.set\(id, new UserData\(new Uint8Array\(10_000\)\)\) +◀ .*UserData/,
  ],
  array: [/leaked {6}\{at\} ×1\n/, / audit +server\.ts:\d+/],
  'one of two expressions': [
    /auditTrail\.push\(\{ even: requests \}\) +◀ \{even\}/,
    /auditTrail\.push\(\{ odd: requests \}\) +◀ \{odd\}/,
  ],
  table: [/▶ samples in server\.ts \(Array\) {2}\(it grows\)/],
  // Each site has its own share of memory off the heap: one in ten.
  'two sizes of buffers': [
    /makeLarge +server\.ts:\d+ {2}\(off-heap, ArrayBuffer\)/,
    /makeSmall +server\.ts:\d+ {2}\(1\.0 kB off-heap, ArrayBuffer\)/,
  ],
  'slices of the pool': [/▶ pool in server\.ts \(Array\) › \[i\] › Buffer/, /kB off-heap\n/],
  mock: [/mockClear\(\)/],
  'too large a heap': [
    /held by {5}not known: the heap has \d+ MB, and explain\.maxHeap allows a snapshot of 1 MB: raise it/,
  ],
  kept: [
    /^Error: expected new Session\(true\) to be collected, but the Session is alive after \d full collections\n\n {2}held by {5}▶ sessions in explain\.test\.ts \(Set\) › entry › Session\n/,
  ],
  'kept, asynchronously': [/▶ sessions in explain\.test\.ts \(Set\) › entry › Session\n/],
  'kept by a listener': [/held by {5}process\._events\.beforeExit .*› closure › ▶ variable session › Session\n/],
  'nobody awaits': [/^MeasurementError: expect\(…\)\.toBeCollected\(\) was not awaited/],
  'garbage is expected not to be': [
    /^Error: expected new Session\(false\) not to be collected, but the Session was garbage/,
  ],
  'no object': [/^MeasurementError: the factory returned 5, and only objects can be collected/],
}

const passing = [
  'released, it is clean',
  'garbage',
  'garbage, asynchronously',
  'kept as expected',
  'target of a WeakRef',
  'held by the runner only',
  'work for later',
]

/** The lines that say who holds what, as one. */
const heldBy = (message: string): string => message.slice(message.indexOf('  held by ')).replaceAll(/ ›\n {14}/g, ' › ')

function judge(run: Run): void {
  const messageOf = (name: string): string => run.tests.get(name)?.messages.join('\n') ?? ''
  for (const [name, paths] of Object.entries(holders)) {
    for (const path of paths) expect.soft(heldBy(messageOf(name)), name).toContain(path)
    expect.soft(heldBy(messageOf(name)), name).toMatch(/\b(?:3[0-9]|[4-9]\d) of \d+\b/)
  }
  for (const [name, texts] of Object.entries(told)) {
    for (const text of texts) expect.soft(messageOf(name), name).toMatch(text)
  }
  for (const name of passing) expect.soft(run.tests.get(name), name).toMatchObject({ status: 'passed', messages: [] })
  expect.soft(messageOf('not explained')).toMatch(/^Error: expected audit\(\) not to leak/)
  expect.soft(messageOf('not explained')).not.toMatch(/held by|leaked/)
  for (const { messages } of run.tests.values()) {
    expect.soft(messages.join('\n')).not.toMatch(/system \/|\(object elements\)|__vi_import|hidden class/)
  }

  const folder = join(run.root, '.vitest-leak/explain.test.ts')
  const retainers = JSON.parse(readFileSync(join(folder, 'module-variable/retainers.json'), 'utf8'))
  expect.soft(retainers).toMatchObject({
    version: 1,
    test: 'module variable',
    testFile: 'explain.test.ts',
    sites: [
      {
        function: 'handleRequest',
        file: 'server.ts',
        holders: [{ count: 64, total: 64, root: { name: 'userCache', file: 'server.ts' } }],
      },
    ],
  })
  expect.soft(existsSync(join(folder, 'not-explained/retainers.json'))).toBe(false)
  expect.soft(statSync(join(folder, 'with-its-snapshot/current.heapsnapshot')).size).toBeGreaterThan(1_000_000)
  expect.soft(messageOf('with its snapshot')).toContain('with-its-snapshot/current.heapsnapshot')
  expect.soft(run.text).not.toContain('Unhandled')
}

const cells: { major: Major; pool: Pool }[] = [
  ...allMajors.map((major) => ({ major, pool: 'forks' as const })),
  { major: 4, pool: 'vmForks' },
]

describe('a failure says who holds the memory', () => {
  test.for(cells)('Vitest $major, $pool', { timeout: 360_000 }, async ({ major, pool }, { skip }) => {
    const run = await runVitest('explain', { major, pool })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    judge(run)
  })
})
