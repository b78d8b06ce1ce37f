import type { Profile } from '../../src/profile/profile.ts'
import { leakMessage } from '../../src/report/leak.ts'
import { subjectOf } from '../../src/report/subject.ts'
import { at, body, checkpoints, grows, handleRequest, root, serverLeak, smallLeak, stack } from './reports.ts'

const bus = at('on', 'node_modules/tiny-bus/dist/index.js', 40, 3)
const subscribe = at('subscribe', 'src/bus.ts', 7)

/** One of each kind of message about a leak, by the name of its golden file. */
export const leakMessages: Record<string, () => string> = {
  'leak, buffers of one site': () => leakMessage(serverLeak()),

  'leak, one small object in a dependency': () =>
    leakMessage(
      smallLeak([stack([body, subscribe, bus], 56, 56 * 64)], [grows(bus)], { profiles: undefined as never }),
    ),

  'leak, buffers shared between sites': () =>
    leakMessage(
      serverLeak({
        offHeapSharedBy: 2,
        checkpoints: checkpoints(1_500_000, 3, 1_000_000),
        sites: [grows(handleRequest), grows(subscribe)],
        diff: [
          stack([body, handleRequest], 112, 56 * 600_000, 56 * 599_800),
          stack([body, subscribe], 56, 56 * 900_000, 56 * 400_200),
        ],
      }),
    ),

  'leak, off the heap without a site': () =>
    leakMessage(
      serverLeak({
        subject: 'compress(chunk)',
        sites: [],
        diff: [stack([body, at('compress', 'src/zip.ts', 5)], 1, 96)],
        checkpoints: checkpoints(16_392, 0, 16_392),
        offHeapBytesPerCall: 16_392,
      }),
    ),

  'leak, bytes only': () =>
    leakMessage(
      smallLeak(
        [stack([body, at('record', 'src/metrics.ts', 30)], 0, 56 * 8), stack([body], 1, 24)],
        [grows(at('record', 'src/metrics.ts', 30), 0, { kind: 'bytes', bytesPerCall: 8 })],
        { subject: 'record(1)' },
      ),
    ),

  'leak, in another process': () =>
    leakMessage(smallLeak([stack([body, subscribe], 56, 56 * 64)], [grows(subscribe)], { isRemote: true })),

  'leak, one call in ten': () =>
    leakMessage(
      smallLeak([stack([body, subscribe], 6, 6 * 40)], [grows(subscribe, 0.1)], {
        checkpoints: [
          { calls: 8, bytes: 40, objects: 1, offHeapBytes: 0 },
          { calls: 16, bytes: 80, objects: 2, offHeapBytes: 0 },
          { calls: 32, bytes: 120, objects: 3, offHeapBytes: 0 },
          { calls: 64, bytes: 280, objects: 7, offHeapBytes: 0 },
        ],
      }),
    ),

  'leak, estimates': () => leakMessage(serverLeak({ samplingIntervalBytes: 32_768 })),

  'leak, smaller than a cache that filled up': () =>
    leakMessage(
      serverLeak({
        subject: 'lookup(key)',
        sites: [grows(subscribe)],
        offHeapBytesPerCall: 0,
        checkpoints: [
          { calls: 8, bytes: 80_320, objects: 58, offHeapBytes: 0 },
          { calls: 16, bytes: 400_640, objects: 216, offHeapBytes: 0 },
          { calls: 32, bytes: 401_280, objects: 232, offHeapBytes: 0 },
          { calls: 64, bytes: 402_560, objects: 264, offHeapBytes: 0 },
        ],
        diff: [
          stack([body, at('fill', 'src/lru.ts', 15)], 150, 320_000),
          stack([body, subscribe], 56, 56 * 40),
          stack([body, at('compile', 'src/lru.ts', 44)], 3, 900),
          stack([body, at('release', 'src/lru.ts', 60)], -2, -4_000),
        ],
      }),
    ),

  'leak, thirty sites': () => {
    const sites = Array.from({ length: 30 }, (_, i) => at(`step${i + 1}`, `src/steps/step-${i + 1}.ts`, 3))
    const diff: Profile = sites.map((site, i) => stack([body, site], 56 * (i + 1), 56 * (i + 1) * 56))
    return leakMessage(
      smallLeak(
        diff,
        [...sites].reverse().map((site) => grows(site)),
        { subject: 'pipeline.run()' },
      ),
    )
  },

  'leak, many checkpoints': () =>
    leakMessage(
      smallLeak([stack([body, subscribe], 8_184, 8_184 * 40)], [grows(subscribe)], {
        calls: 8_192,
        collections: 12,
        checkpoints: checkpoints(40, 1, 0, [8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192]),
      }),
    ),

  'leak, long names and paths': () => {
    const long = at(
      'createSubscriptionManagerForTheWholeApplicationAndEverythingElse',
      `packages/${'application-framework/'.repeat(6)}subscription-manager.ts`,
      12_345,
    )
    return leakMessage(
      smallLeak([stack([body, long, long, subscribe, long], 56, 2_240)], [grows(long)], {
        subject: subjectOf('createSubscriptionManagerForTheWholeApplication', ''),
        readSource: () => `${'\n'.repeat(12_344)}\t\texport const x = () => { ${'veryLong('.repeat(40)} }`,
        profiles: { base: '', current: '', diff: `${root}/.vitest-leak/with space/it's.test.ts/x/diff.pb.gz` },
      }),
    )
  },

  'leak, names of any language': () => {
    const größe = at('größe', 'quellen/übersicht.ts', 3)
    const japanese = at('キャッシュに保存', 'ソース/キャッシュ.ts', 8)
    const emoji = at('🚰', 'src/🚰.ts', 1)
    return leakMessage(
      smallLeak(
        [stack([body, größe], 56, 56 * 30), stack([größe, japanese], 56, 56 * 300), stack([emoji], 56, 56 * 3_000)],
        [grows(größe), grows(japanese), grows(emoji)],
        { subject: 'größe(テスト)', readSource: () => 'export const 🚰 = () => cache.push("水")' },
      ),
    )
  },

  'leak, names that would move the cursor': () => {
    const evil = at('\u001b[2J\u001b[31mowned\r\n\u202egnp.exe\u0007', 'src/\u001b]0;title\u0007.ts', 2)
    return leakMessage(
      smallLeak([stack([body, evil], 56, 2_240)], [grows(evil)], {
        subject: 'run()',
        unusedIgnores: ['/\u001b[1m/'],
        profiles: { reason: 'EACCES:\u001b[5m permission denied\nsecond line' },
        readSource: () => 'x\n\u001b[2Jf() {\u0000\n}',
      }),
    )
  },

  'leak, no source and no profiles': () =>
    leakMessage(
      serverLeak({
        readSource: () => undefined,
        profiles: { reason: '.vitest-leak is a symbolic link out of the project' },
      }),
    ),

  "leak, a mock's record of its calls": () =>
    leakMessage(
      smallLeak(
        [stack([body, subscribe], 56, 56 * 96), stack([body], 56, 56 * 56)],
        [grows(subscribe, 1), grows(body)],
        { subject: 'notify(spy)', mocksRemember: true },
      ),
    ),

  'leak, unused ignores': () => leakMessage(serverLeak({ unusedIgnores: ['src/legacy.ts', '/^vendor/', 'isKnown'] })),
}
