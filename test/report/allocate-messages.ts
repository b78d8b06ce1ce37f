import type { Profile } from '../../src/profile/profile.ts'
import { allocateMessage } from '../../src/report/allocate.ts'
import type { AllocateReport } from '../../src/report/input.ts'
import { at, body, root, serverSource, stack, UserData } from './reports.ts'

const render = at('render', 'src/page.ts', 4)
const escapeHtml = at('escape', 'src/html.ts', 17)

const pageSource = `import { escape } from './html.ts'

// Called for every page.
export function render(page: Page): string {
  return page.items.map((item) => \`<li>\${escape(item)}</li>\`).join('')
}
`

const CALLS = 250

/** Of one round, from what a call does. */
const perCall = (...samples: readonly Profile[number][]): Profile => ofCalls(CALLS, samples)

const ofCalls = (calls: number, samples: Profile): Profile =>
  samples.map(({ objects, bytes, offHeapBytes, ...sample }) => ({
    ...sample,
    objects: calls * objects,
    bytes: calls * bytes,
    ...(offHeapBytes === undefined ? {} : { offHeapBytes: calls * offHeapBytes }),
  }))

/** A page that is rendered, for more than it may cost. */
const allocated = (more: Partial<AllocateReport> = {}): AllocateReport => ({
  subject: 'render(page)',
  root,
  samplingIntervalBytes: 1,
  limit: { space: 64 * 1024 },
  bytes: 81_232,
  objects: 1_204,
  heapBytes: 81_232,
  offHeapBytes: 0,
  isOffHeapAtLeast: false,
  basis: 'alike',
  leastBytes: 81_232,
  mostBytes: 81_232,
  rounds: 3,
  callsPerRound: CALLS,
  warmupCalls: 32_767,
  isInlined: false,
  profile: perCall(stack([body, render], 204, 17_232), stack([body, render, escapeHtml], 1_000, 64_000)),
  isNegated: false,
  profiles: { allocs: `${root}/.vitest-leak/test/page.test.ts/a-page-is-cheap/allocs.pb.gz` },
  readSource: (file) =>
    file === `${root}/src/page.ts` ? pageSource : file === `${root}/src/server.ts` ? serverSource : undefined,
  ...more,
})

/** One object of 40 bytes. */
const small = (more: Partial<AllocateReport> = {}): AllocateReport =>
  allocated({
    subject: 'add(1, 2)',
    limit: { space: 0 },
    bytes: 40,
    objects: 1,
    heapBytes: 40,
    leastBytes: 40,
    mostBytes: 40,
    warmupCalls: 50_000,
    profile: perCall(stack([body, UserData], 1, 40)),
    ...more,
  })

/** A megabyte off the heap. */
const buffers = (more: Partial<AllocateReport> = {}): AllocateReport =>
  allocated({
    subject: 'read(file)',
    limit: { space: 512 * 1024 },
    bytes: 1_000_184,
    objects: 2,
    heapBytes: 184,
    offHeapBytes: 1_000_000,
    leastBytes: 184,
    mostBytes: 184,
    warmupCalls: 4_095,
    profile: perCall(stack([body, render], 2, 1_000_184, 1_000_000)),
    ...more,
  })

/** One of each kind of message about what a call allocates. */
export const allocateMessages: Record<string, () => string> = {
  'allocate, a limit of bytes': () => allocateMessage(allocated()),

  'allocate, space and objects': () => allocateMessage(allocated({ limit: { space: 100 * 1024, objects: 900 } })),

  'allocate, objects only': () => allocateMessage(allocated({ limit: { objects: 1_204 - 1 } })),

  'allocate, by less than rounding shows': () => allocateMessage(allocated({ limit: { space: 81_231 } })),

  'allocate, nothing allowed': () => allocateMessage(small()),

  'allocate, an average': () =>
    allocateMessage(
      small({
        bytes: 40.96,
        objects: 1.004,
        heapBytes: 40.96,
        leastBytes: 40.96,
        mostBytes: 44,
        rounds: 5,
        profile: [stack([body, UserData], 251, 10_240)],
      }),
    ),

  'allocate, off the heap': () => allocateMessage(buffers()),

  'allocate, off the heap, shared between sites': () =>
    allocateMessage(
      buffers({
        offHeapSharedBy: 2,
        profile: perCall(stack([body, render], 1, 500_092, 500_000), stack([body, escapeHtml], 1, 500_092, 500_000)),
      }),
    ),

  'allocate, off the heap, at least': () =>
    allocateMessage(
      buffers({
        bytes: 30_000_096,
        objects: 1,
        heapBytes: 96,
        offHeapBytes: 30_000_000,
        isOffHeapAtLeast: true,
        leastBytes: 96,
        mostBytes: 96,
        callsPerRound: 1,
        warmupCalls: 15,
        profile: [stack([body, render], 1, 30_000_096, 30_000_000)],
      }),
    ),

  'allocate, inlined': () =>
    allocateMessage(allocated({ isInlined: true, profile: perCall(stack([body, render], 1_204, 81_232)) })),

  'allocate, nearly alike': () => allocateMessage(allocated({ basis: 'least', mostBytes: 82_001, rounds: 20 })),

  'allocate, two alike': () => allocateMessage(allocated({ basis: 'least', rounds: 2 })),

  'allocate, alike in the end': () => allocateMessage(allocated({ leastBytes: 81_200, mostBytes: 97_408, rounds: 7 })),

  'allocate, a body that varies': () =>
    allocateMessage(allocated({ basis: 'median', leastBytes: 12_000, mostBytes: 1_204_000, rounds: 20 })),

  'allocate, one round of one call': () =>
    allocateMessage(
      allocated({
        basis: 'least',
        rounds: 1,
        callsPerRound: 1,
        warmupCalls: 1,
        profile: [stack([body, render], 204, 17_232), stack([body, render, escapeHtml], 1_000, 64_000)],
      }),
    ),

  'allocate, cold': () =>
    allocateMessage(
      allocated({
        basis: 'median',
        mostBytes: 181_000,
        warmupCalls: 0,
        rounds: 3,
        callsPerRound: 10,
        profile: ofCalls(10, [stack([body, render], 204, 17_232), stack([body, render, escapeHtml], 1_000, 64_000)]),
      }),
    ),

  'allocate, a huge number of objects': () =>
    allocateMessage(
      allocated({
        subject: 'parse(text)',
        limit: { space: 100 * 2 ** 20, objects: 1_000_000 },
        bytes: 5_400_000_320,
        objects: 123_456_789,
        heapBytes: 5_400_000_320,
        leastBytes: 5_400_000_320,
        mostBytes: 5_400_000_320,
        callsPerRound: 1,
        warmupCalls: 1,
        profile: [
          stack([body, render], 3_456_789, 200_000_320),
          stack([body, render, escapeHtml], 120_000_000, 5_200_000_000),
        ],
      }),
    ),

  'allocate, many sites': () =>
    allocateMessage(
      allocated({
        bytes: 73_500,
        objects: 105,
        heapBytes: 73_500,
        leastBytes: 73_500,
        mostBytes: 73_500,
        profile: perCall(
          ...Array.from({ length: 14 }, (_, i) =>
            stack([body, render, at(`step${i + 1}`, `src/steps/step${i + 1}.ts`, 10 + i)], 14 - i, 700 * (14 - i)),
          ),
        ),
      }),
    ),

  'allocate, profiles not written': () =>
    allocateMessage(allocated({ profiles: { reason: 'EACCES: permission denied: .vitest-leak' } })),

  'allocate, negated': () =>
    allocateMessage(
      allocated({
        subject: 'warm(cache)',
        isNegated: true,
        limit: { space: 100 * 2 ** 20, objects: 5_000 },
        profiles: undefined as never,
      }),
    ),

  'allocate, negated, exactly the limit': () =>
    allocateMessage(small({ isNegated: true, limit: { space: 40, objects: 1 } })),

  'allocate, negated, nothing allocated': () =>
    allocateMessage(
      small({
        isNegated: true,
        bytes: 0,
        objects: 0,
        heapBytes: 0,
        leastBytes: 0,
        mostBytes: 0,
        profile: [],
        profiles: { allocs: `${root}/.vitest-leak/test/page.test.ts/it-allocates/allocs.pb.gz` },
      }),
    ),
}
