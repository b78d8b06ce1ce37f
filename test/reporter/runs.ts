import type { MeasuredTest, SiteKept, TestFigures } from '../../src/per-test/figures.ts'
import type { RunFigures, RunTest } from '../../src/reporter/run-figures.ts'

const kB = 1024
const mb = (amount: number): number => Math.round(amount * 1024 * kB)

export const site = (name: string, file: string, line: number, bytes: number, objects = 1): SiteKept => ({
  function: name,
  file,
  line,
  bytes,
  objects,
})

export const measured = (retainedBytes: number, others: Partial<MeasuredTest> = {}): MeasuredTest => ({
  retainedBytes,
  retainedObjects: 10,
  workerBytes: [mb(10), mb(10)],
  samplingIntervalBytes: 1,
  ...others,
})

export const runTest = (file: string, name: string, figures: TestFigures, others: Partial<RunTest> = {}): RunTest => ({
  file,
  name,
  state: 'passed',
  figures,
  ...others,
})

export const run = (tests: readonly RunTest[], others: Partial<RunFigures> = {}): RunFigures => ({
  root: '/project',
  tests,
  obsolete: [],
  total: { files: new Set(tests.map(({ file }) => file)).size, tests: tests.length },
  ...others,
})

const handleRequest = (bytes: number, objects: number) => site('handleRequest', 'src/server.ts', 11, bytes, objects)
const noName = (line: number, bytes: number) => site('', 'test/api/users.test.ts', line, bytes, 4)

const server = 'server.test.ts'
const users = 'test/api/users.test.ts'
const long =
  'packages/checkout/src/features/payment/providers/__tests__/settlement-of-orders-with-several-currencies.test.ts'

/** Everything a table can have. */
export const rich = run(
  [
    runTest(
      server,
      'a request keeps nothing',
      measured(mb(61.1), {
        retainedObjects: 193,
        allocatedBytes: mb(71.25),
        workerBytes: [mb(12), mb(73.2)],
        sites: [handleRequest(mb(59), 181), site('', '', 0, mb(2), 12)],
        over: { retain: '5 MB', allocate: '64 MB' },
      }),
      { state: 'failed', line: 4 },
    ),
    runTest(
      server,
      'headers > are parsed once',
      measured(180 * kB, {
        retainedObjects: 2031,
        allocatedBytes: mb(9.5),
        workerBytes: [mb(73.3), mb(73.6)],
        sites: [handleRequest(120 * kB, 2000)],
        baseline: { verdict: 'better', retainedBytes: mb(12), retainedObjects: 20_000, allocatedBytes: mb(10) },
      }),
    ),
    runTest(server, 'nothing > at all', measured(900, { allocatedBytes: 64 * kB, workerBytes: [mb(73.6), mb(73.6)] })),
    runTest(
      users,
      'users > list > is the same for \u001b[31mred\u001b[0m and\nnew lines',
      measured(mb(4.2), {
        retainedObjects: 1_203_344,
        workerBytes: [mb(20), mb(24.4)],
        sites: [noName(12, mb(3)), noName(40, mb(1))],
        baseline: {
          verdict: 'worse',
          retainedBytes: mb(2),
          retainedObjects: 600_000,
          newSites: [noName(40, mb(1))],
          fixedSites: ['oldCache src/cache.ts'],
        },
      }),
      { project: 'api', state: 'failed', line: 31 },
    ),
    runTest(
      users,
      '日本語の名前のテスト > 🎉 はメモリを保持しません',
      measured(mb(2.5), { retainedObjects: 77, workerBytes: [mb(24.4), mb(26)] }),
      { project: 'api' },
    ),
    runTest(
      users,
      'users > small limit',
      measured(10_300, { over: { retain: '10 kB' }, sites: [site('tiny', 'src/tiny.ts', 3, 10_300)] }),
      { project: 'web', state: 'failed' },
    ),
    runTest(
      long,
      'Settlement of orders > when the customer has paid in several currencies > and one of them was refunded > keeps the rates of the day of the purchase until the books are closed',
      measured(mb(1.5), {
        retainedObjects: 5120,
        workerBytes: [mb(30), mb(31)],
        sites: [
          site(
            'ExchangeRateRepository.#readTheRatesOfTheDayOfThePurchase',
            `${long.replace('.test', '')}`,
            1024,
            mb(1.25),
            5000,
          ),
          site('Map.set', '../../shared/node_modules/some-library/dist/cjs/internal/map.js', 7, mb(0.25), 120),
        ],
        assertions: [
          { key: 'renders a page 1', verdict: 'worse', bytes: { retained: [0, 0], allocated: [1200, 4800] } },
          { key: 'renders a page 2', verdict: 'new' },
          { key: 'parses 1', verdict: 'better', note: 'allocates 8.0 kB a call instead of 12.4 kB' },
        ],
      }),
    ),
    ...Array.from({ length: 14 }, (_, nth) =>
      runTest(
        `test/many/${String.fromCharCode(97 + (nth % 7))}.test.ts`,
        `case ${nth + 1}`,
        measured((100 + 10 * nth) * kB, {
          workerBytes: [mb(20 + nth), mb(20.5 + nth)],
          sites: [site(`make${nth % 12}`, 'src/make.ts', 10 * nth + 1, (90 + 10 * nth) * kB, 3)],
          baseline: { verdict: nth === 3 ? 'updated' : nth === 4 ? 'accepted' : nth > 9 ? 'new' : 'same' },
        }),
      ),
    ),
    ...Array.from({ length: 7 }, (_, nth) =>
      runTest('test/parallel.test.ts', `at once > request ${nth + 1}`, { unmeasured: 'concurrent' }),
    ),
    runTest('test/assertions.test.ts', 'asserts itself', {
      unmeasured: 'assertion',
      assertions: [{ key: 'asserts itself 1', verdict: 'same', note: 'a known leak has no reason: add "accepted"' }],
    }),
    runTest('test/profiler.test.ts', 'profiles itself', { unmeasured: 'profiler' }),
  ],
  {
    obsolete: [{ file: 'test/many/__heap__/a.test.ts.heap.json', keys: ['case 99', 'old > name | of it'] }],
    total: { files: 15, tests: 60 },
  },
)

export const estimated = run([
  runTest(server, 'fills a cache', measured(mb(3), { samplingIntervalBytes: 16 * kB, retainedObjects: 812.4 })),
])

export const quiet = run([
  runTest(server, 'keeps nothing', measured(900)),
  runTest(
    server,
    'keeps what its code is',
    measured(55 * kB, { baseline: { verdict: 'same', retainedBytes: 54 * kB }, sites: [handleRequest(50 * kB, 2)] }),
  ),
  runTest(server, 'asserts', { unmeasured: 'assertion' }),
])

export const firstBaseline = run([
  runTest(server, 'a', measured(10, { baseline: { verdict: 'new' } })),
  runTest(server, 'b', measured(10, { baseline: { verdict: 'new' } })),
])

export const onlyConcurrent = run([
  runTest(server, 'small', measured(10)),
  runTest(server, 'beside others', { unmeasured: 'concurrent' }),
])
