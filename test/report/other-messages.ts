import { notLeakMessage, undecidedMessage } from '../../src/report/not-leak.ts'
import { retainMessage } from '../../src/report/retain.ts'
import { body, checkpoints, retained, serverLeak, stack, UserData } from './reports.ts'

/** One of each kind of message that is not about a leak. */
export const otherMessages: Record<string, () => string> = {
  'no leak': () =>
    notLeakMessage(serverLeak({ subject: 'add(1, 2)', collections: 3, checkpoints: checkpoints(0, 0, 0, [16, 64]) })),

  'no leak, with an unused ignore': () =>
    notLeakMessage(
      serverLeak({
        subject: 'the function',
        collections: 3,
        unusedIgnores: ['legacy'],
        samplingIntervalBytes: 4_096,
        checkpoints: [
          { calls: 16, bytes: 20_480, objects: 500, offHeapBytes: 0 },
          { calls: 64, bytes: 20_400, objects: 498, offHeapBytes: 0 },
        ],
      }),
    ),

  undecided: () =>
    undecidedMessage({
      ...serverLeak({ subject: 'crawl(site)', calls: 12, checkpoints: checkpoints(1_200, 4, 0, [4, 8, 12]) }),
      isNegated: false,
      reason: '3 of 4 checkpoints fit in the budget of 4 s: a call takes 310 ms; raise `budget` or the test timeout',
    }),

  'undecided, negated, before the first checkpoint': () =>
    undecidedMessage({
      ...serverLeak({ subject: 'crawl(site)', calls: 0, checkpoints: [] }),
      isNegated: true,
      reason: 'not even the warm-up fits in the budget of 4 s; raise `budget`',
    }),

  'retain, a limit of bytes': () => retainMessage(retained()),

  'retain, by less than rounding shows': () =>
    retainMessage(
      retained({
        subject: 'render(page)',
        limit: { space: 1_000_000 },
        calls: 10,
        bytes: 1_000_016,
        objects: 12,
        heapBytes: 1_000_016,
        offHeapBytes: 0,
        diff: [stack([body, UserData], 12, 1_000_016)],
      }),
    ),

  'retain, space and objects': () => retainMessage(retained({ limit: { space: 100 * 2 ** 20, objects: 1 } })),

  'retain, estimates': () => retainMessage(retained({ samplingIntervalBytes: 1_000 })),

  'retain, negated': () =>
    retainMessage(
      retained({
        subject: 'warm(cache)',
        isNegated: true,
        limit: { space: 50 * 2 ** 20, objects: 900 },
        bytes: 12_288,
        objects: 3,
        heapBytes: 12_288,
        offHeapBytes: 0,
        diff: [stack([body, UserData], 3, 12_288)],
      }),
    ),

  'retain, negated, nothing kept': () =>
    retainMessage(
      retained({
        isNegated: true,
        bytes: -512,
        objects: 0,
        heapBytes: -512,
        offHeapBytes: 0,
        diff: [],
        profiles: undefined as never,
      }),
    ),
}
