import { lineWith, matcherAt } from './fixture.ts'

/** What the tests of a fixture have to come to, by their names. */
export interface Expectations {
  readonly passing: readonly string[]
  /** What the only message has: with any number of spaces where a text has one, and any beginning of a path for `…`. */
  readonly failing: Readonly<Record<string, readonly string[]>>
}

export const together = (...parts: readonly Expectations[]): Expectations => ({
  passing: parts.flatMap(({ passing }) => passing),
  failing: Object.assign({}, ...parts.map(({ failing }) => failing)),
})

interface Site {
  readonly name: string
  readonly file: string
  readonly source: string
  /** Absent where lines are not to be relied on. */
  readonly line: string | undefined
}

const siteText = ({ name, file, source, line }: Site): string =>
  `${name} ${file}:${line === undefined ? '' : lineWith(source, line)}`

/** A message has its headline, a call site in the TypeScript source, who holds it, and the assertion's own place. */
interface Leak {
  /** `file` in `fixtures`, of the test. */
  readonly at: string
  readonly headline: string
  /** Function, its file as the message has it, and the file in `fixtures` with a text of the line. */
  readonly site?: Site
  readonly holder?: string
  readonly more?: readonly string[]
}

const textsOf = (name: string, { at, headline, site, holder, more = [] }: Leak): readonly string[] => [
  `Error: expected ${headline}`,
  ...(site ? [siteText(site)] : []),
  ...(holder ? [`held by ▶ ${holder}`] : []),
  ...more,
  matcherAt(at, name),
]

export const failing = (leaks: Readonly<Record<string, Leak>>): Expectations['failing'] =>
  Object.fromEntries(Object.entries(leaks).map(([name, leak]) => [name, textsOf(name, leak)]))

export const BASE_TESTS = 'base/tests/leaks.test.ts'
export const TOO_MUCH_ALLOCATED = 'tokenize(100) to allocate at most 1 kB and 10 objects, but one call allocates'

/**
 * Of the tests that run in every cell.
 *
 * @param store what messages call the file of the bodies
 * @param hasLines whether call sites have the right lines
 */
export function baseExpectations(store = 'src/store.ts', hasLines = true): Expectations {
  const at = BASE_TESTS
  const siteIn = (name: string, line = `function ${name}(`) => ({
    name,
    file: store,
    source: 'base/src/store.ts',
    line: hasLines ? line : undefined,
  })
  return {
    passing: [
      'clean: bounded cache',
      'clean: churn',
      'clean: timers',
      'clean: listener',
      'clean: Buffers that are released',
      'clean: retains little',
      'clean: allocates little',
      'clean: is collected',
    ],
    failing: failing({
      'leak: Map': {
        at,
        headline: 'openSession() not to leak, but each call keeps',
        site: siteIn('openSession', 'sessions.set(id'),
        holder: `sessions in ${store} (Map) › value › `,
      },
      'leak: listener, asynchronous': {
        at,
        headline: 'subscribe() not to leak, but each call keeps',
        site: siteIn('subscribe'),
        holder: `bus._events.message in ${store} (Array) › [i] › closure`,
      },
      'leak: Buffer': {
        at,
        headline: 'upload() not to leak, but each call keeps 19.',
        site: siteIn('upload', 'uploads.push(Buffer.alloc(20_000))'),
        holder: `uploads in ${store} (Array) › [i] › Buffer`,
        more: ['(off-heap, ArrayBuffer)', '19.5 kB off-heap'],
      },
      'leak: closure': {
        at,
        headline: 'schedule() not to leak, but each call keeps',
        site: siteIn('schedule'),
        holder: `callbacks in ${store} (Array) › [i] › closure`,
      },
      'retains too much': {
        at,
        headline: 'addPosting() to retain at most 1 kB, but 100 calls keep',
        site: siteIn('addPosting', 'postings.set(id'),
        holder: `postings in ${store} (Map) › value › `,
      },
      'allocates too much': {
        at,
        headline: TOO_MUCH_ALLOCATED,
        site: siteIn('makeToken'),
      },
      'is not collected': {
        at,
        headline: 'connect(true) to be collected, but the Connection is alive',
        holder: `connections in ${store} (Set) › entry › Connection`,
      },
    }),
  }
}
