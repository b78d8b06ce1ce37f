import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { environmentName } from '../../src/baseline/baseline.ts'
import { checkBaseline, missingFigures } from '../../src/baseline/check.ts'
import { assertionLeeways } from '../../src/baseline/leeways.ts'
import { noteOf } from '../../src/baseline/note.ts'
import { obsoleteIn, removeObsolete } from '../../src/baseline/obsolete.ts'
import { baselinePath } from '../../src/baseline/path.ts'
import { readBaseline } from '../../src/baseline/read.ts'
import { serializeBaseline } from '../../src/baseline/serialize.ts'
import { updateBaseline } from '../../src/baseline/update.ts'
import type { UpdateMode } from '../../src/baseline/update-mode.ts'
import { assertions, figures, leak } from './entries.ts'

let root = ''
let path = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'baseline-'))
  path = baselinePath(join(root, 'a.test.ts'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const site = 'handle src/server.ts'
const check = (now: Parameters<typeof checkBaseline>[1], mode: UpdateMode = 'new', key = 'a 1') =>
  checkBaseline({ path, root, kind: 'assertions', key, mode }, now, assertionLeeways())
const committed = (key = 'a 1') => readBaseline(path, root).assertions.get(key)?.get(environmentName())
const write = (text: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

test('the first run writes, the second compares', () => {
  expect(check(figures(96)).verdict).toBe('new')
  expect(check(figures(96)).verdict).toBe('same')
  expect(check(figures(200)).verdict).toBe('worse')
  expect(committed()?.allocated?.bytes).toBe(96)
})

test('an improvement is told, and stays untaken without -u', () => {
  check(figures(2048, {}, 20))
  const better = check(figures(1024, {}, 10))
  expect(better.verdict).toBe('better')
  expect(noteOf(better)).toBe(
    'allocates 1.0 kB instead of 2.0 kB, allocates 10 instead of 20 objects: vitest -u takes that',
  )
  expect(committed()?.allocated?.bytes).toBe(2048)
  expect(check(figures(1024, {}, 10), 'all').verdict).toBe('updated')
  expect(committed()?.allocated?.bytes).toBe(1024)
})

test('-u leaves alone what holds', () => {
  check(figures(1000))
  expect(check(figures(1010), 'all').verdict).toBe('same')
  expect(committed()?.allocated?.bytes).toBe(1000)
})

test('CI writes nothing', () => {
  expect(check(figures(96), 'none')).toEqual({ verdict: 'missing', environments: [] })
  write(serializeBaseline(assertions({ 'a 1': figures(96) }, 'node18 mips')))
  expect(check(figures(96), 'none')).toEqual({ verdict: 'missing', environments: ['node18 mips'] })
  const place = { path, root, kind: 'assertions', key: 'a 1' } as const
  expect(missingFigures({ ...place, mode: 'none' })).toEqual({ verdict: 'missing', environments: ['node18 mips'] })
  expect(missingFigures({ ...place, mode: 'new' })).toBeUndefined()
  expect(check(figures(96), 'new').verdict).toBe('new')
  expect([...(readBaseline(path, root).assertions.get('a 1')?.keys() ?? [])]).toEqual(
    ['node18 mips', environmentName()].sort(),
  )
})

test('a reason stays with its site, also for another Node', () => {
  write(serializeBaseline(assertions({ 'a 1': figures(96, { [site]: leak(40, 1, 'upstream #12') }) }, 'node18 mips')))
  check(figures(96, { [site]: leak(40), 'on src/bus.ts': leak(8) }))
  expect(committed()?.sites.get(site)).toEqual({ bytes: 40, objects: 1, accepted: 'upstream #12' })
  check(figures(96, { [site]: leak(400, 4) }), 'all')
  expect(committed()?.sites).toEqual(new Map([[site, { bytes: 400, objects: 4, accepted: 'upstream #12' }]]))
})

test('a known leak is told when it has no reason, and when it is fixed', () => {
  const leaking = figures(96, { [site]: leak(40) })
  expect(noteOf(check(leaking))).toBe(
    `${site} is a known leak of 40 B and 1 object without a reason: fix it, or give it "accepted": "<reason>"`,
  )
  expect(noteOf(check(leaking))).toContain('without a reason')
  expect(noteOf(check(figures(96)))).toMatch(
    /handle src\/server\.ts does not leak any more: remove it .+, vitest -u does$/,
  )
  check(figures(96), 'all')
  expect(committed()?.sites.size).toBe(0)
})

test.for(['{"version":2}', '{"version":1', ''])('a file that is not understood is never overwritten: %j', (text) => {
  write(text)
  for (const mode of ['none', 'new', 'all'] as const)
    expect(() => check(figures(96), mode)).toThrow('the heap baseline __heap__/')
  expect(() => updateBaseline(path, root, () => assertions({}))).toThrow('the heap baseline __heap__/')
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('a file that cannot be read or written is one sentence', () => {
  mkdirSync(path, { recursive: true })
  expect(() => check(figures(96))).toThrow(
    /^the heap baseline __heap__\/a\.test\.ts\.heap\.json cannot be read \(EISDIR\): /,
  )
  writeFileSync(join(root, 'file'), '')
  const below = baselinePath(join(root, 'file/b.test.ts'))
  expect(() => updateBaseline(below, root, () => assertions({ 'a 1': figures(1) }))).toThrow(
    /^the heap baseline file\/__heap__\/b\.test\.ts\.heap\.json cannot be (?:written|read) \(\w+\): /,
  )
})

test('obsolete entries are found and taken out, and an empty file goes', () => {
  for (const key of ['a 1', 'a 2', 'b 1', 'c > d 1']) check(figures(96), 'new', key)
  checkBaseline({ path, root, kind: 'tests', key: 'b', mode: 'new' }, figures(96), assertionLeeways())
  const used = { tests: new Set<string>(), assertions: new Set(['a 1']), unfinished: new Set(['c > d']) }
  const obsolete = obsoleteIn(path, used, root)
  expect(obsolete).toEqual({ assertions: ['a 2', 'b 1'], tests: ['b'] })
  removeObsolete(path, obsolete, root)
  expect([...readBaseline(path, root).assertions.keys()]).toEqual(['a 1', 'c > d 1'])
  expect(obsoleteIn(path, used, root)).toEqual({ assertions: [], tests: [] })
  removeObsolete(path, { assertions: ['a 1', 'c > d 1'], tests: [] }, root)
  expect(() => readFileSync(path)).toThrow('ENOENT')
  expect(obsoleteIn(path, used, root)).toEqual({ assertions: [], tests: [] })
})
