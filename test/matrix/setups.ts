import { type Cell, type Column, isPool } from './cells.ts'
import { coverageProblems } from './coverage.ts'
import {
  BASE_TESTS,
  baseExpectations,
  type Expectations,
  failing,
  TOO_MUCH_ALLOCATED,
  together,
} from './expectations.ts'
import { lineWith } from './fixture.ts'
import { isolationProblems } from './isolation.ts'

/** What a column tries, beside the tests that run in every cell. */
export interface Setup {
  /** In `fixtures`, laid over `base`. */
  readonly layer?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** A package from npm that the fixture imports. */
  readonly package?: string
  readonly expectations: Expectations
  /** What does not hold here and is not expected: a whole sentence, told below the table. */
  readonly limit?: string
  /** What the column is about has to have been so: whole sentences of what was not. */
  readonly problemsIn?: (root: string) => readonly string[]
}

export function setupOf({ column, major }: Pick<Cell, 'column' | 'major'>): Setup {
  if (isPool(column)) return { args: [`--pool=${column}`], expectations: baseExpectations() }
  return column === 'coverage-istanbul' && major === 3 ? istanbulInVitest3() : setups[column]
}

const withBase = (own: Expectations): Expectations => together(baseExpectations(), own)

const dom = (name: string, userAgent: string): Setup => ({
  layer: 'dom',
  args: [`--environment=${name}`],
  env: { MATRIX_ENVIRONMENT: userAgent },
  expectations: withBase({
    passing: ['dom: the environment that was asked for', 'dom: clean'],
    failing: failing({
      'dom: elements stay in the page': {
        at: 'dom/tests/dom.test.ts',
        headline: 'addRow(body, row) not to leak, but each call keeps',
        site: { name: 'addRow', file: 'src/page.ts', source: 'dom/src/page.ts', line: 'function addRow(' },
      },
      'dom: listeners of the window': {
        at: 'dom/tests/dom.test.ts',
        headline: 'watch(window, row) not to leak, but each call keeps',
        site: { name: 'watch', file: 'src/page.ts', source: 'dom/src/page.ts', line: 'const listener' },
      },
    }),
  }),
})

const coverage = (provider: string, expectations: Expectations): Setup => ({
  args: [
    '--coverage.enabled',
    `--coverage.provider=${provider}`,
    '--coverage.reporter=json',
    '--coverage.reportOnFailure',
    '--coverage.include=src/**',
  ],
  expectations,
  problemsIn: coverageProblems,
})

/** Coverage by V8 would end if code were compiled again without inlining: the figure stays, and the message says whose it may be. */
const withInlinedCalls = withBase({
  passing: [],
  failing: failing({
    'allocates too much': {
      at: BASE_TESTS,
      headline: TOO_MUCH_ALLOCATED,
      more: [
        `(anonymous) tests/leaks.test.ts:${lineWith(BASE_TESTS, 'at: allocates too much')}`,
        'inlined V8 has inlined functions: what these allocate is on the account of their callers',
      ],
    },
  }),
})

/** Its source maps are applied twice: an error that `store.ts` throws at line 100 has line 1544 in Vitest's own report. */
const istanbulInVitest3 = (): Setup => ({
  ...coverage('istanbul', baseExpectations('src/store.ts', false)),
  limit: "coverage by Istanbul in Vitest 3.2: lines of covered sources are wrong, as in Vitest's own stacks",
})

/** A second file with one leak and a clean body. */
const secondFile = (name: string, at: string): Expectations =>
  withBase({
    passing: [`${name}: clean`],
    failing: failing({
      [`${name}: a leak`]: {
        at,
        headline: 'openSession() not to leak, but each call keeps',
        site: { name: 'openSession', file: 'src/store.ts', source: 'base/src/store.ts', line: 'sessions.set(id' },
        holder: 'sessions in src/store.ts (Map) › value › ',
      },
    }),
  })

const setups: Readonly<Record<Exclude<Column, 'forks' | 'threads' | 'vmThreads' | 'vmForks'>, Setup>> = {
  jsdom: dom('jsdom', 'jsdom'),
  'happy-dom': dom('happy-dom', 'happydom'),
  'no-isolate': {
    layer: 'isolate',
    args: ['--no-isolate', '--no-file-parallelism'],
    expectations: secondFile('beside', 'isolate/tests/beside.test.ts'),
    problemsIn: isolationProblems,
  },
  projects: { layer: 'projects', expectations: secondFile('alone', 'projects/tests/alone.test.ts') },
  globals: {
    layer: 'globals',
    args: ['--globals'],
    expectations: secondFile('globals', 'globals/tests/globals.test.ts'),
  },
  'coverage-v8': {
    ...coverage('v8', withInlinedCalls),
    limit:
      'coverage by V8: toNotAllocateMoreThan charges what an inlined function allocates to its caller, and says so',
  },
  'coverage-istanbul': coverage('istanbul', baseExpectations()),
  alias: {
    layer: 'alias',
    package: 'vite-tsconfig-paths',
    expectations: withBase({
      passing: [],
      failing: failing({
        'alias: a leak': {
          at: 'alias/tests/alias.test.ts',
          headline: 'placeOrder() not to leak, but each call keeps',
          site: { name: 'placeOrder', file: 'src/orders.ts', source: 'alias/src/orders.ts', line: 'orders.push(' },
          holder: 'orders in src/orders.ts (Array) › [i] › Object',
        },
      }),
    }),
  },
  // Outside of the project's root, so that paths are absolute.
  pnpm: { expectations: baseExpectations('…/packages/store/src/store.ts') },
  cjs: {
    layer: 'cjs',
    expectations: withBase({
      passing: ['CommonJS: clean'],
      failing: failing({
        'CommonJS: a leak of a package': {
          at: 'cjs/tests/cjs.test.ts',
          // What Vite makes of an import differs: `default.remember` in Vitest 4.
          headline: '…remember(key++) not to leak, but each call keeps',
          site: {
            name: 'remember',
            file: 'node_modules/legacy-cache/index.js',
            source: 'cjs/packages/legacy-cache/index.js',
            line: 'entries.set(key',
          },
          holder: 'entries in node_modules/legacy-cache/index.js (Map) › value › ',
        },
        'CommonJS: a leak of a required source': {
          at: 'cjs/tests/cjs.test.ts',
          headline: 'legacy.enqueue(1) not to leak, but each call keeps',
          site: { name: 'enqueue', file: 'src/legacy.cjs', source: 'cjs/src/legacy.cjs', line: 'jobs.push(' },
          holder: 'jobs in src/legacy.cjs (Array) › [i] › Buffer',
          more: ['9.8 kB off-heap'],
        },
      }),
    }),
  },
}
