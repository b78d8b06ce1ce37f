import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import { printable, width } from '../../src/report/text.ts'
import { runText } from '../../src/reporter/text.ts'
import { estimated, firstBaseline, measured, onlyConcurrent, quiet, rich, run, runTest, site } from './runs.ts'

// Whole tables, as a person reads them: read every change of a golden file aloud.

const runs = { rich, estimated, 'first baseline': firstBaseline, 'only concurrent': onlyConcurrent }
const cases = Object.entries(runs).flatMap(([name, data]) =>
  [80, 160, undefined].map((columns) => ({ name, data, columns, kind: columns ?? 'no-terminal' })),
)

test.each(cases)('$name at $kind columns', async ({ name, data, columns, kind }) => {
  const file = `golden/${name.replaceAll(' ', '-')}-${kind}.txt`
  await expect(`${runText(data, { columns })}\n`).toMatchFileSnapshot(file)
})

test.each([80, 160, undefined])('nothing to tell is nothing printed (%s columns)', (columns) => {
  expect(runText(quiet, { columns })).toBe('')
  expect(runText(run([]), { columns })).toBe('')
})

describe('no line', () => {
  const texts = Array.from({ length: 161 }, (_, nth) => nth + 40).flatMap((columns) =>
    Object.values(runs).map((data) => ({ columns, lines: runText(data, { columns }).split('\n') })),
  )

  test('is wider than the terminal', () => {
    for (const { columns, lines } of texts) {
      for (const line of lines) expect(width(line), `${columns}: ${line}`).toBeLessThanOrEqual(columns)
    }
  })

  test('ends in spaces or moves the cursor', () => {
    for (const line of texts.flatMap(({ lines }) => lines)) {
      expect(line).toBe(line.trimEnd())
      expect(line).not.toMatch(/\p{Cc}/u)
    }
  })

  test('is wider than the terminal whatever tests are called and keep', () => {
    const size = fc.double({ min: 0, max: 2 ** 42, noNaN: true }).map(Math.round)
    const text = fc.string({ unit: 'grapheme', maxLength: 120 })
    const aTest = fc.record({
      file: text,
      name: text,
      project: text,
      bytes: size,
      before: size,
      fn: text,
      over: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(aTest, { maxLength: 15 }), fc.integer({ min: 40, max: 200 }), (tests, columns) => {
        const data = run(
          tests.map(({ file, name, project, bytes, before, fn, over }) =>
            runTest(
              file,
              name,
              measured(bytes, {
                retainedObjects: bytes,
                allocatedBytes: before,
                workerBytes: [0, bytes],
                sites: [site(fn, file, 12, bytes, bytes)],
                ...(over ? { over: { retain: '1 MB', allocate: '1 MB' } } : {}),
                baseline: { verdict: over ? 'worse' : 'better', retainedBytes: before, fixedSites: [fn] },
              }),
              { project },
            ),
          ),
          { obsolete: tests.map(({ file, name }) => ({ file, keys: [name] })) },
        )
        for (const line of runText(data, { columns }).split('\n')) expect(width(line)).toBeLessThanOrEqual(columns)
      }),
      { numRuns: 200 },
    )
  })
})

test('without a terminal every name is whole', () => {
  const text = runText(rich)
  for (const { name } of rich.tests.slice(3, 7)) expect(text).toContain(printable(name))
})

test('colours change nothing but the colour', () => {
  const coloured = runText(rich, { columns: 100, paint: createColors(true) })
  expect(coloured).toContain('\u001b[31m')
  expect(stripVTControlCharacters(coloured)).toBe(runText(rich, { columns: 100 }))
})

test('tests that fail are never among those that are left out', () => {
  const large = Array.from({ length: 30 }, (_, nth) => runTest('a.test.ts', `large ${nth}`, measured(1e8 + nth)))
  const small = runTest('a.test.ts', 'small', measured(2000, { over: { retain: '1 kB' } }))
  const text = runText(run([...large, small]))
  expect(text).toContain('▶')
  expect(text).toContain('a.test.ts > small')
  expect(text).toContain('and 21 more tests that keep 2.0 GB in all')
})

test('a figure that is rounded to its limit is given in bytes', () => {
  const over = (bytes: number, retain: string) =>
    runText(run([runTest('a', 'b', measured(bytes, { over: { retain } }))]))
  expect(over(5 * 2 ** 20 + 1, '5 MB')).toContain('5242881 B > 5 MB')
  expect(over(Math.round(1.24 * 2 ** 20), '1.23 MB')).toContain('1300234 B > 1.23 MB')
  expect(over(6 * 2 ** 20, '5 MB')).toContain('6.0 MB > 5 MB')
  expect(over(1500, '900 objects')).toContain('1.5 kB and 10 objects, limit 900 objects')
})
