import type { Candidate, Holder, HolderStep, SiteExplanation } from '../../src/explain/explanation.ts'
import type { Frame } from '../../src/profile/profile.ts'
import { aliveMessage, collectedMessage } from '../../src/report/collected.ts'
import type { LeakReport } from '../../src/report/input.ts'
import { leakMessage } from '../../src/report/leak.ts'
import { retainMessage } from '../../src/report/retain.ts'
import {
  at,
  body,
  grows,
  handleRequest,
  profiles,
  retained,
  root,
  serverLeak,
  smallLeak,
  stack,
  UserData,
} from './reports.ts'

const step = (kind: HolderStep['kind'], name: string, className: string, times = 1) => ({
  items: [{ kind, name, className }],
  times,
})

const holder = (name: string, className: string, steps: Holder['steps'], more: Partial<Holder> = {}): Holder => ({
  className: steps.at(-1)?.items.at(-1)?.className ?? className,
  count: 64,
  total: 64,
  root: { kind: 'variable', name, file: `${root}/src/server.ts`, className },
  steps,
  suspect: 0,
  isTable: false,
  ...more,
})

const explained = (frame: Frame, more: Partial<SiteExplanation> = {}): SiteExplanation => ({
  frame,
  kinds: [{ className: 'Uint8Array', objectsPerCall: 1, bytesPerCall: 96, offHeapBytesPerCall: 1_000_000 }],
  offHeapBytesPerCall: 0,
  holders: [],
  omittedHolders: 0,
  candidates: [],
  ...more,
})

const candidate = (line: number, classNames: readonly string[], isOnly = true): Candidate => ({
  line,
  column: 3,
  classNames,
  isOnly,
})

const cache = holder('userCache', 'Map', [
  step('value', '', 'UserData'),
  step('property', 'data', 'Uint8Array'),
  step('internal', 'buffer', 'ArrayBuffer'),
])

const withExplanation = (...sites: readonly SiteExplanation[]): Partial<LeakReport> => ({
  explanation: { calls: 64, sites },
  hasRetainers: true,
})

const server = explained(handleRequest, {
  kinds: [
    { className: 'Uint8Array', objectsPerCall: 1, bytesPerCall: 96, offHeapBytesPerCall: 0 },
    { className: 'ArrayBuffer', objectsPerCall: 1, bytesPerCall: 88, offHeapBytesPerCall: 1_000_000 },
  ],
  offHeapBytesPerCall: 1_000_000,
  holders: [cache],
  candidates: [candidate(23, ['Uint8Array', 'ArrayBuffer'])],
})

const subscribe = at('subscribe', 'src/bus.ts', 7)
const busSource = `${'\n'.repeat(6)}function subscribe(bus) {
  const job = { id: next++ }
  const listener = () => job.id
  if (bus.isFast) {
    bus.on('fast', listener)
  } else {
    bus.on('slow', () => listener())
  }
  log('subscribed')
  log('to')
  log('the')
  log('bus')
  return listener
}
`

/** One small object a call that `subscribe` keeps, explained. */
const small = (site: Partial<SiteExplanation>, more: Partial<LeakReport> = {}): string =>
  leakMessage(
    smallLeak([stack([body, subscribe], 56, 56 * 64)], [grows(subscribe)], {
      ...withExplanation(
        explained(subscribe, {
          kinds: [{ className: 'closure', objectsPerCall: 1, bytesPerCall: 64, offHeapBytesPerCall: 0 }],
          ...site,
        }),
      ),
      readSource: (file) => (file === subscribe.file ? busSource : undefined),
      ...more,
    }),
  )

const bus = (steps: Holder['steps'], more: Partial<Holder> = {}): Holder => holder('bus', 'EventEmitter', steps, more)

/** One of each kind of explanation in a message. */
export const explainedMessages: Record<string, () => string> = {
  'explained, a cache that nobody empties': () => leakMessage(serverLeak(withExplanation(server))),

  'explained, two sites and what each made': () =>
    leakMessage(
      serverLeak(
        withExplanation(
          server,
          explained(UserData, {
            holders: [holder('auditTrail', 'Array', [step('element', '', 'UserData')], { count: 40 })],
            omittedHolders: 2,
          }),
        ),
      ),
    ),

  'explained, one of several expressions': () =>
    small({
      holders: [
        bus(
          [step('property', '_events', 'Object'), step('property', 'fast', 'Array'), step('element', '', 'closure')],
          {
            count: 40,
          },
        ),
        bus(
          [step('property', '_events', 'Object'), step('property', 'slow', 'Array'), step('element', '', 'closure')],
          {
            count: 24,
          },
        ),
      ],
      candidates: [candidate(9, ['closure'], false), candidate(13, ['closure'], false)],
    }),

  'explained, a linked list': () =>
    small({
      holders: [
        holder('history', 'State', [
          step('property', 'previous', 'State', 31),
          step('property', 'config', 'Object'),
          step('property', 'handlers', 'Object'),
        ]),
        holder('chain', 'Promise', [
          {
            items: [
              { kind: 'reaction', name: '', className: 'closure' },
              { kind: 'variable', name: 'next', className: 'Promise' },
            ],
            times: 12,
          },
          step('result', '', 'Object'),
        ]),
      ],
      candidates: [candidate(8, ['Object'])],
    }),

  'explained, roots of the runtime': () =>
    small({
      kinds: [
        { className: 'Timeout', objectsPerCall: 1, bytesPerCall: 120, offHeapBytesPerCall: 0 },
        { className: 'closure tick', objectsPerCall: 1, bytesPerCall: 64, offHeapBytesPerCall: 0 },
        { className: '{id, text, …}', objectsPerCall: 0.5, bytesPerCall: 64, offHeapBytesPerCall: 0 },
        { className: 'elements', objectsPerCall: 1, bytesPerCall: 64, offHeapBytesPerCall: 0 },
      ],
      holders: [
        {
          ...bus([
            step('element', '1000', 'TimersList'),
            step('property', '_idleNext', 'Timeout', 64),
            step('property', '_onTimeout', 'closure tick'),
            step('variable', 'payload', 'Object'),
          ]),
          root: { kind: 'variable', name: 'timerListMap', file: 'node:internal/timers', className: 'Object' },
          suspect: 3,
        },
        {
          ...bus([
            step('property', '_events', 'Object'),
            step('property', 'exit', 'Array'),
            step('element', '', 'closure'),
          ]),
          root: { kind: 'variable', name: 'process', file: 'node:internal/process/per_thread', className: 'process' },
          suspect: undefined as never,
        },
        {
          ...bus([step('property', '<symbol owner_symbol>', 'Socket'), step('property', '_events', 'Object')]),
          root: { kind: 'handle', name: 'Node / TCPWrap', file: '', className: 'TCP' },
        },
        {
          ...bus([step('property', 'sessions', 'Map'), step('value', "'a'", 'Session')]),
          root: { kind: 'global', name: 'app', file: '', className: 'Object' },
        },
        {
          ...bus([step('element', '', 'closure'), step('internal', '', 'Promise'), step('reaction', '', 'closure')]),
          root: { kind: 'variable', name: '', file: `${root}/src/bus.ts`, className: 'Array' },
        },
      ],
    }),

  'explained, a mock': () =>
    small({
      holders: [
        {
          ...holder('spy', 'closure', [
            step('property', 'mock', 'Object'),
            step('property', 'calls', 'Array'),
            step('element', '', 'Array'),
            step('element', '0', 'Object'),
          ]),
          root: { kind: 'variable', name: 'spy', file: `${root}/test/server.test.ts`, className: 'closure' },
        },
      ],
    }),

  'explained, a table that grows': () =>
    leakMessage(
      smallLeak(
        [stack([body, at('record', 'src/metrics.ts', 30)], 0, 56 * 8), stack([body], 1, 24)],
        [grows(at('record', 'src/metrics.ts', 30), 0, { kind: 'bytes', bytesPerCall: 8 })],
        {
          subject: 'record(1)',
          ...withExplanation(
            explained(at('record', 'src/metrics.ts', 30), {
              kinds: [{ className: 'elements', objectsPerCall: 0.001, bytesPerCall: 8, offHeapBytesPerCall: 0 }],
              holders: [holder('samples', 'Array', [], { isTable: true, count: 1, total: 1 })],
              candidates: [candidate(31, ['it grows'])],
            }),
          ),
        },
      ),
    ),

  'explained, names that would move the cursor': () =>
    small({
      kinds: [{ className: '\u001b[2J{a, b}', objectsPerCall: 1, bytesPerCall: 64, offHeapBytesPerCall: 0 }],
      holders: [
        holder('cache\u202e', 'Map', [
          step('value', "'\u001b[31mkey'", 'Map\r'),
          step('property', 'a-b\n', 'x'.repeat(200)),
          step('property', '<symbol \u0007>', 'Object'),
        ]),
      ],
      candidates: [candidate(8, ['\u001b[2J{a, b}'])],
    }),

  'explained, not': () =>
    leakMessage(
      serverLeak({
        explanation: {
          reason:
            "the heap has 812 MB, and explain.maxHeap allows a snapshot of 512 MB: raise it, explain: { maxHeap: '975 MB' }, where there is memory for 8 times as much",
        },
      }),
    ),

  'explained, nobody found': () => small({ kinds: [], holders: [] }),

  'explained, with the snapshot': () =>
    small(
      { holders: [bus([step('entry', '', 'closure')])] },
      { profiles, snapshot: { path: `${root}/.vitest-leak/a/current.heapsnapshot` } },
    ),

  'explained, without the snapshot': () =>
    small(
      { holders: [bus([step('key', '', 'closure')])] },
      { profiles, snapshot: { reason: 'ENOSPC: no space left on device' } },
    ),

  'explained, retain': () => retainMessage(retained({ ...(withExplanation(server) as object) })),

  'collected, not': () =>
    aliveMessage({ subject: 'new Session(user)', root, collections: 6, className: 'Session', holder: cache }),

  'collected, not, and nobody knows why': () =>
    aliveMessage({
      subject: 'new Session(user)',
      root,
      collections: 6,
      className: 'Session',
      reason: 'ENOSPC: no space left on device',
    }),

  'collected, negated': () => collectedMessage({ subject: 'open()', root, collections: 2, className: 'Session' }),
}
