import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diffBase } from '../../src/profile/diff.ts'
import { functionNames } from '../../src/profile/names.ts'
import { encodePprof } from '../../src/profile/pprof.ts'
import type { Profile } from '../../src/profile/profile.ts'
import { top } from '../../src/profile/top.ts'
import { percentage } from '../../src/report/percent.ts'
import { hasGoFor } from '../go.ts'
import { frame, sample } from './frames.ts'

// Go's own pprof is the judge of our arithmetic: the same profile, its `top` and ours, compared row by row.

const hasGo = hasGoFor('comparison with `go tool pprof`')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pprof-oracle-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const options = { labels: { test: 'a > b', file: 'test/ü.test.ts' }, timeNanos: 1_700_000_000_000_000_000n }

function write(name: string, profile: Profile, ...others: readonly Profile[]): string {
  const path = join(folder, name)
  writeFileSync(path, gzipSync(encodePprof(profile, { ...options, names: functionNames(profile, ...others) })))
  return path
}

/** stdout of `go tool pprof` from the line on that says what is shown; everything else is about the file. */
function goTop(args: readonly string[], sampleIndex = 'inuse_space'): string[] {
  const text = execFileSync('go', ['tool', 'pprof', '-top', `-sample_index=${sampleIndex}`, '-unit=B', ...args], {
    encoding: 'utf8',
    env: { ...process.env, PPROF_TMPDIR: folder, HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines = text.trimEnd().split('\n')
  return lines.slice(lines.findIndex((line) => line.startsWith('Showing nodes')))
}

/** Our table in pprof's layout and bytes. */
function ourTop(profile: Profile, nodeCount: number): string[] {
  const names = functionNames(profile)
  const table = top(profile, { nodeCount, names })
  const bytes = (value: number): string => (value === 0 ? '0' : `${value}B`)
  const lines = [
    `Showing nodes accounting for ${bytes(table.shown)}, ${percentage(table.shown, table.total)} of ${bytes(table.total)} total`,
  ]
  if (table.droppedNodes > 0) {
    const nodes = table.droppedNodes === 1 ? 'node' : 'nodes'
    lines.push(`Dropped ${table.droppedNodes} ${nodes} (cum <= ${bytes(table.droppedCutoff)})`)
  }
  const { length } = table.rows
  if (table.hiddenNodes > 0) lines.push(`Showing top ${length} nodes out of ${length + table.hiddenNodes}`)
  lines.push('      flat  flat%   sum%        cum   cum%')
  let sum = 0
  for (const { flat, cum, frame } of table.rows) {
    sum += flat
    const share = (value: number): string => percentage(value, table.total).padStart(6)
    lines.push(
      `${bytes(flat).padStart(10)} ${share(flat)} ${share(sum)} ${bytes(cum).padStart(10)} ${share(cum)}  ${names(frame)}`,
    )
  }
  return lines
}

const many = Array.from({ length: 40 }, (_, i) =>
  sample(`main > step${i % 5} > site${i}`, i + 1, Math.round(1000 * 1.31 ** i)),
)

const mulberry = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

/** Stacks of random depth over few functions: recursion, ties, shared sites and zero sums come by themselves. */
function randomProfile(seed: number): Profile {
  const random = mulberry(seed)
  const samples = Array.from({ length: 5 + Math.floor(random() * 60) }, () => {
    const depth = 1 + Math.floor(random() * 8)
    const stack = Array.from({ length: depth }, () => `f${Math.floor(random() * 25)}`).join(' > ')
    const bytes = Math.round((random() - 0.3) * 10 ** (1 + Math.floor(random() * 6)))
    return sample(stack, Math.round(random() * 10), bytes, random() < 0.2 ? Math.round(bytes * random() * 2) : 0)
  })
  return diffBase(samples, [])
}

const profiles: Record<string, Profile> = {
  'one site': [sample('test > handleRequest', 2, 1_000_088, 1_000_000)],
  'shares that are an exact half in the last digit': [sample('a', 1, 97), sample('b', 1, 5), sample('c', 1, 698)],
  'recursion counts once in cum': [
    sample('main > walk > walk > walk > make', 10, 4_000),
    sample('main > walk > walk', 3, 96),
    sample('main > walk > visit > walk > make', 1, 400),
  ],
  'a diff with rows below zero': [
    sample('main > grow', 500, 40_000),
    sample('main > shrink', -300, -24_000),
    sample('main > shrink > inner', -1, -16),
    sample('main > grow > table', 0, 8_192),
  ],
  'more than ten nodes, small ones dropped': many,
  'ties and zero flat': 'abcdefghijklmno'.split('').map((name) => sample(`root > via-${name} > ${name}`, 1, 100)),
  'names that pprof would merge or take for C++': [
    { stack: [frame('(anonymous)', '/p/a.ts', 3, 5), frame('(anonymous)', '/p/a.ts', 1, 1)], objects: 1, bytes: 500 },
    { stack: [frame('get', '/p/lru.ts', 3, 5), frame('get', '/p/map.ts', 3, 5)], objects: 1, bytes: 300 },
    { stack: [frame('get', '/p/x/lru.ts', 3, 5), frame('Foo::operator()<T>[]', '/p/a.ts')], objects: 1, bytes: 200 },
    { stack: [frame('<instance_members_initializer>', '/p/a.ts', 9), frame('get [Symbol.x]')], objects: 1, bytes: 90 },
  ],
  'unicode names': [
    { stack: [frame('größe', '/p/ümläut.ts'), frame('テスト', '/p/日本.ts')], objects: 1, bytes: 512 },
    { stack: [frame('🚰leak', '/p/🚰.ts'), frame('テスト', '/p/日本.ts')], objects: 7, bytes: 2 ** 33 + 1 },
  ],
}

describe.skipIf(!hasGo)('go tool pprof agrees with top()', { timeout: 60_000 }, () => {
  test.each(Object.keys(profiles))('%s', (name) => {
    const profile = profiles[name] as Profile
    const path = write('diff.pb.gz', profile)
    expect(ourTop(profile, 10)).toEqual(goTop(['-nodecount=10', path]))
    expect(ourTop(profile, 0)).toEqual(goTop([path]))
  })

  test.each(Array.from({ length: 12 }, (_, i) => i + 1))('random profile %i', (seed) => {
    const profile = randomProfile(seed)
    expect(ourTop(profile, 10)).toEqual(goTop(['-nodecount=10', write(`${seed}.pb.gz`, profile)]))
  })

  test('subtraction: our diff is what pprof -base makes of current and base', () => {
    const [base, current] = [randomProfile(101), [...randomProfile(101).slice(3), ...many]]
    const diff = diffBase(current, base)
    const names = [base, current] as const
    const byGo = goTop([`-base=${write('base.pb.gz', base, ...names)}`, write('current.pb.gz', current, ...names)])
    expect(ourTop(diff, 0)).toEqual(byGo)
    expect(goTop([write('diff.pb.gz', diff, ...names)])).toEqual(byGo)
  })

  test('labels, sample types and the off-heap part are there', () => {
    const path = write('labels.pb.gz', [sample('main > make', 3, 5_000, 4_000)])
    const raw = execFileSync('go', ['tool', 'pprof', '-raw', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    expect(raw).toContain('inuse_objects/count inuse_space/bytes[dflt]')
    expect(raw).toContain('test:[a > b]')
    expect(raw).toContain('file:[test/ü.test.ts]')
    expect(goTop(['-tagfocus=space=off-heap', path]).join('\n')).toContain('4000B')
  })

  describe('a profile of allocations', () => {
    const alive = profiles['one site'] as Profile
    const write = (name: string, allocated: Profile): string => {
      const path = join(folder, name)
      const names = functionNames(allocated, alive)
      writeFileSync(path, gzipSync(encodePprof(alive, { ...options, allocated, names })))
      return path
    }

    test.each(['one site', 'recursion counts once in cum', 'more than ten nodes, small ones dropped'])('%s', (name) => {
      const allocated = profiles[name] as Profile
      const path = write('allocs.pb.gz', allocated)
      expect(ourTop(allocated, 10)).toEqual(goTop(['-nodecount=10', path], 'alloc_space'))
      expect(ourTop(alive, 10)).toEqual(goTop(['-nodecount=10', path], 'inuse_space'))
    })

    test('has what was allocated as its default, and objects beside it', () => {
      const path = write('types.pb.gz', [sample('main > make', 250, 10_000)])
      const raw = execFileSync('go', ['tool', 'pprof', '-raw', path], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      expect(raw).toContain('alloc_objects/count alloc_space/bytes[dflt] inuse_objects/count inuse_space/bytes')
      expect(goTop([path], 'alloc_objects').join('\n')).toMatch(/\b250B? .*100%.*make/)
      expect(goTop([path], 'inuse_objects').join('\n')).toMatch(/\b2B? .*100%.*handleRequest/)
    })

    test('shows by its label what is off the heap, of either', () => {
      const path = write('label.pb.gz', [sample('main > make', 3, 5_000, 4_000)])
      expect(goTop(['-tagfocus=space=off-heap', path], 'alloc_space').join('\n')).toMatch(/\b4000B.*make/)
      expect(goTop(['-tagfocus=space=off-heap', path], 'inuse_space').join('\n')).toMatch(/\b1000000B.*handleRequest/)
    })
  })
})
