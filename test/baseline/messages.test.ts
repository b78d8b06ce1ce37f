import { stripVTControlCharacters } from 'node:util'
import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { compareFigures } from '../../src/baseline/compare.ts'
import { assertionLeeways } from '../../src/baseline/leeways.ts'
import {
  type BaselineReport,
  baselineMessage,
  baselineUndecidedMessage,
  missingBaselineMessage,
} from '../../src/report/baseline.ts'
import { allocationEvidence, leakEvidence } from '../../src/report/baseline-evidence.ts'
import { LINE_WIDTH, width } from '../../src/report/text.ts'
import { body, handleRequest, root, serverLeak, stack, UserData } from '../report/reports.ts'
import { figures, leak } from './entries.ts'

// Whole messages, as a person reads them: read every change of a golden file aloud.

type Figures = ReturnType<typeof figures>

const place = {
  path: `${root}/test/__heap__/server.test.ts.heap.json`,
  key: 'server > handles a request 1',
  environment: 'node20 x64',
}

const message = (old: Figures, now: Figures, more: Partial<BaselineReport> = {}): string =>
  baselineMessage({
    subject: 'handleRequest()',
    root,
    place,
    comparison: compareFigures(now, old, assertionLeeways()),
    evidence: [],
    ...more,
  })

const leaking = leakEvidence({ ...serverLeak(), worse: [handleRequest, UserData], mocksRemember: false })
const server = 'handleRequest src/server.ts'

const messages: Record<string, () => string> = {
  'allocates more': () =>
    message(figures(8192, {}, 120), figures(12_700, {}, 140), {
      evidence: allocationEvidence({
        ...serverLeak(),
        callsPerRound: 250,
        profile: [stack([body, handleRequest], 250 * 140, 250 * 12_700)],
        profiles: { allocs: `${root}/.vitest-leak/test/server.test.ts/handles/allocs.pb.gz` },
      }),
    }),
  'allocates at all': () => message(figures(0, {}, 0), figures(16, {}, 1)),
  'allocates by less than rounding shows': () =>
    message(figures(1_000_000, {}, 10), figures(1_000_040, {}, 10), {
      comparison: compareFigures(figures(1_000_040, {}, 10), figures(1_000_000, {}, 10), assertionLeeways(0)),
    }),
  'leaks at a new site': () =>
    message(figures(96), figures(1_000_144, { [server]: leak(1_000_144, 2), 'UserData src/server.ts': leak(40) }), {
      evidence: leaking,
    }),
  'keeps more': () =>
    message(figures(96, { [server]: leak(40, 1) }), figures(192, { [server]: leak(1_000_184, 3) }), {
      evidence: leaking,
    }),
  'an accepted leak grows, while others are fixed or the same': () =>
    message(
      figures(96, {
        [server]: leak(40, 1, 'until the cache has a limit, issue 12'),
        'on node_modules/bus/index.js': leak(64, 1, 'upstream, bus#7'),
        'gone src/gone.ts': leak(100_000, 2),
      }),
      figures(96, { [server]: leak(152, 3), 'on node_modules/bus/index.js': leak(64, 1) }),
    ),
  'many sites, long names and what would move the cursor': () =>
    message(
      figures(96, { 'same src/same.ts': leak(1) }),
      figures(
        96,
        Object.fromEntries([
          ['same src/same.ts', leak(1)],
          [`\u001b[2J${'long'.repeat(30)} src/${'deep/'.repeat(20)}file.ts`, leak(5000)],
          ...Array.from({ length: 14 }, (_, index) => [`site${index} src/a.ts`, leak(100 + index)] as const),
        ]),
      ),
      { place: { ...place, key: `${'very '.repeat(30)}long 1` } },
    ),
  'a whole test keeps more': () =>
    message(figures(0), figures(0, { 'load src/store.ts': leak(1_200_000, 9000) }), {
      subject: '"loads the store"',
      of: 'test',
      place: { ...place, key: 'loads the store' },
    }),
  undecided: () => baselineUndecidedMessage({ ...serverLeak(), reason: 'raise maxCalls or budget' }),
  'missing in the file': () => missingBaselineMessage('handleRequest()', root, place, []),
  'missing for this Node': () => missingBaselineMessage('handleRequest()', root, place, ['node22 arm64', 'node22 x64']),
}

test.each(Object.keys(messages))('%s', async (name) => {
  const text = messages[name]?.() ?? ''
  await expect(`${text}\n`).toMatchFileSnapshot(`__golden__/${name.replaceAll(/[^A-Za-z]+/g, '-')}.txt`)
})

test.each(Object.keys(messages))('fits one screen: %s', (name) => {
  const [first = '', ...lines] = (messages[name]?.() ?? '').split('\n')
  expect(first).toMatch(/^expected (?:handleRequest\(\)|"loads the store") to match its heap baseline, but .+$/)
  expect(lines.length).toBeLessThan(40)
  for (const line of lines) {
    expect(line).toBe(line.trimEnd())
    expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
    if (!line.includes('npx vitest-leak')) expect(width(line), line).toBeLessThanOrEqual(LINE_WIDTH)
  }
})

test('a name of a figure is never alone: a site that grew while another shrank is named', () => {
  const text = message(
    figures(96, { 'a src/a.ts': leak(10, 1), 'b src/b.ts': leak(10, 3) }),
    figures(96, { 'a src/a.ts': leak(10, 2), 'b src/b.ts': leak(10, 2) }),
  )
  expect(text.split('\n')[0]).toBe(
    'expected handleRequest() to match its heap baseline, but a src/a.ts keeps 2 objects a call where 1 object was committed',
  )
})

test('colours change nothing but the colour', () => {
  const [old, now] = [figures(96), figures(200, { [server]: leak(40) })]
  const coloured = message(old, now, { paint: createColors(true) })
  expect(coloured).toContain('\u001b[1m')
  expect(stripVTControlCharacters(coloured)).toBe(message(old, now))
})
