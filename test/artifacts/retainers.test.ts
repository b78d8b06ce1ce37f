import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { keepSnapshot } from '../../src/artifacts/keep-snapshot.ts'
import { retainersJson } from '../../src/artifacts/retainers-json.ts'
import { type ProfilesToWrite, writeProfiles } from '../../src/artifacts/write-profiles.ts'
import type { Explanation } from '../../src/explain/explanation.ts'
import { sample } from '../profile/frames.ts'
import { foldersForEachTest, outside, root } from './folders.ts'

foldersForEachTest()

const home = '.vitest-leak/src/server.test.ts/a-request-keeps-nothing'
const whose = () => ({ root, testFile: join(root, 'src/server.test.ts'), testName: 'a request keeps nothing' })
const retainersPath = () => join(root, home, 'retainers.json')
const filesAtHome = () => readdirSync(join(root, home)).sort()
const PROFILES = ['base.pb.gz', 'current.pb.gz', 'diff.pb.gz']

const write = (more: Partial<ProfilesToWrite> = {}) =>
  writeProfiles({
    ...whose(),
    base: [sample('test > handle', 8, 320)],
    current: [sample('test > handle', 64, 2_560)],
    diff: [sample('test > handle', 56, 2_240)],
    ...more,
  })

/** The example of docs/retainers-json.md, as the explanation that it is made of. */
const explanation = (): Explanation => ({
  calls: 64,
  sites: [
    {
      frame: { functionName: 'handleRequest', file: join(root, 'src/server.ts'), line: 9, column: 30 },
      kinds: [{ className: 'Uint8Array', objectsPerCall: 1, bytesPerCall: 96, offHeapBytesPerCall: 1_000_000 }],
      offHeapBytesPerCall: 1_000_000,
      omittedHolders: 0,
      candidates: [{ line: 11, column: 31, classNames: ['Uint8Array', 'ArrayBuffer'], isOnly: true }],
      holders: [
        {
          className: 'Uint8Array',
          count: 64,
          total: 64,
          isTable: false,
          root: { kind: 'variable', name: 'users', file: join(root, 'src/server.ts'), className: 'Map' },
          steps: [
            { items: [{ kind: 'value', name: '', className: 'Object' }], times: 1 },
            { items: [{ kind: 'property', name: 'avatar', className: 'Uint8Array' }], times: 1 },
          ],
          suspect: 0,
        },
      ],
    },
  ],
})

const jsonOf = (given: Explanation | undefined): string | undefined => retainersJson(given, whose())

describe('the explanation as data', () => {
  const docs = readFileSync(new URL('../../docs/retainers-json.md', import.meta.url), 'utf8')
  const documented = JSON.parse(/```json\n([\s\S]*?)```/.exec(docs)?.[1] ?? '')

  test('is as the documentation shows it', () => {
    const written = JSON.parse(jsonOf(explanation()) ?? '')
    expect(written).toEqual({ ...documented, testFile: 'src/server.test.ts' })
    // No field is there that nobody has written about.
    for (const name of fieldsOf(written)) expect(docs, name).toMatch(new RegExp(`\\b${name}\\b`))
  })

  test('is a file of lines, with one at its end', () => {
    const text = jsonOf(explanation()) ?? ''
    expect(text.endsWith('}\n')).toBe(true)
    expect(text.split('\n').length).toBeGreaterThan(20)
  })

  test('a file outside of the project is absolute, one that is not known is empty', () => {
    const given = explanation()
    if ('reason' in given) throw new Error(given.reason)
    const [site] = given.sites
    const [holder] = site?.holders ?? []
    if (!site || !holder) throw new Error('there is no holder')
    const holders = [join(outside, 'lib.js'), 'node:internal/timers', ''].map((file) => ({
      ...holder,
      root: { ...holder.root, file },
    }))
    const written = JSON.parse(jsonOf({ ...given, sites: [{ ...site, holders }] }) ?? '')
    expect(written.sites[0].holders.map(({ root: { file } }: { root: { file: string } }) => file)).toEqual([
      join(outside, 'lib.js').replaceAll('\\', '/'),
      'node:internal/timers',
      '',
    ])
  })

  test('there is none of what could not be explained', () => {
    expect(jsonOf(undefined)).toBeUndefined()
    expect(jsonOf({ reason: 'the body failed' })).toBeUndefined()
  })
})

function fieldsOf(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set()
  const own = Array.isArray(value) ? [] : Object.keys(value)
  return new Set([...own, ...Object.values(value).flatMap((each) => [...fieldsOf(each)])])
}

describe('retainers.json', () => {
  test('is written beside the profiles', () => {
    expect(write({ retainers: jsonOf(explanation()) })).not.toHaveProperty('reason')
    expect(filesAtHome()).toEqual([...PROFILES, 'retainers.json'])
    expect(JSON.parse(readFileSync(retainersPath(), 'utf8'))).toMatchObject({ version: 1, calls: 64 })
  })

  test('is replaced by that of the next run', () => {
    write({ retainers: jsonOf(explanation()) })
    write({ retainers: '{ "calls": 3 }\n' })
    expect(readFileSync(retainersPath(), 'utf8')).toBe('{ "calls": 3 }\n')
    expect(filesAtHome()).toEqual([...PROFILES, 'retainers.json'])
  })

  test('is removed when the next run has none: it would be about something else', () => {
    write({ retainers: jsonOf(explanation()) })
    expect(write()).not.toHaveProperty('reason')
    expect(filesAtHome()).toEqual(PROFILES)
    write({ retainers: jsonOf(explanation()) })
    write({ retainers: undefined })
    expect(filesAtHome()).toEqual(PROFILES)
  })

  test('of another assertion is left alone', () => {
    write({ retainers: jsonOf(explanation()) })
    write({ occurrence: 2 })
    expect(filesAtHome()).toContain('retainers.json')
    expect(existsSync(join(root, `${home}-2`, 'retainers.json'))).toBe(false)
  })

  test('is not there if the profiles cannot be written', () => {
    const retainers = jsonOf(explanation())
    // A profile that cannot be encoded stands for any failure on the way, a full disk too.
    expect(write({ retainers, diff: [{ stack: [null], objects: 1, bytes: 1 }] as never })).toHaveProperty('reason')
    expect(filesAtHome()).toEqual([])
  })

  test('that cannot get its name leaves no half file', () => {
    mkdirSync(join(retainersPath(), 'occupied'), { recursive: true })
    expect(write({ retainers: jsonOf(explanation()) })).toHaveProperty('reason')
    expect(filesAtHome().filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('as a link is replaced, not written through, and removed, not followed', () => {
    mkdirSync(join(root, home), { recursive: true })
    writeFileSync(join(outside, 'mine'), 'untouched')
    const link = () => symlinkSync(join(outside, 'mine'), retainersPath())
    link()
    expect(write({ retainers: jsonOf(explanation()) })).not.toHaveProperty('reason')
    expect(lstatSync(retainersPath()).isSymbolicLink()).toBe(false)
    rmSync(retainersPath())
    link()
    expect(write()).not.toHaveProperty('reason')
    expect(filesAtHome()).toEqual(PROFILES)
    expect(readFileSync(join(outside, 'mine'), 'utf8')).toBe('untouched')
  })
})

describe('a snapshot that is to be kept', () => {
  const taken = () => join(outside, 'taken.heapsnapshot')
  beforeEach(() => writeFileSync(taken(), '{"snapshot":{}}'))

  test('is copied beside the profiles, and the one of an earlier run is replaced', () => {
    const path = join(root, home, 'current.heapsnapshot')
    expect(keepSnapshot(taken(), whose())).toEqual({ path })
    writeFileSync(taken(), '{"snapshot":{"later":1}}')
    expect(keepSnapshot(taken(), whose())).toEqual({ path })
    expect(readFileSync(path, 'utf8')).toBe('{"snapshot":{"later":1}}')
    // It is V8's: whoever took it removes it.
    expect(existsSync(taken())).toBe(true)
  })

  test('of a second assertion has a folder of its own', () => {
    expect(keepSnapshot(taken(), { ...whose(), occurrence: 2 })).toEqual({
      path: join(root, `${home}-2`, 'current.heapsnapshot'),
    })
  })

  test.for(['.vitest-leak', '.vitest-leak/src', home])('is refused where %s is a link out of the project', (link) => {
    mkdirSync(join(root, link, '..'), { recursive: true })
    symlinkSync(outside, join(root, link))
    expect(keepSnapshot(taken(), whose())).toEqual({ reason: `${link} is a symbolic link out of the project` })
    expect(readdirSync(outside)).toEqual(['taken.heapsnapshot'])
  })

  test('replaces a link in its place instead of writing through it', () => {
    mkdirSync(join(root, home), { recursive: true })
    writeFileSync(join(outside, 'mine'), 'untouched')
    const path = join(root, home, 'current.heapsnapshot')
    symlinkSync(join(outside, 'mine'), path)
    expect(keepSnapshot(taken(), whose())).toEqual({ path })
    expect(lstatSync(path).isSymbolicLink()).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe('{"snapshot":{}}')
    expect(readFileSync(join(outside, 'mine'), 'utf8')).toBe('untouched')
  })

  test('also a link that leads nowhere', () => {
    mkdirSync(join(root, home), { recursive: true })
    const path = join(root, home, 'current.heapsnapshot')
    symlinkSync(join(outside, 'missing'), path)
    expect(keepSnapshot(taken(), whose())).toEqual({ path })
    expect(existsSync(join(outside, 'missing'))).toBe(false)
  })

  test('that is not there, a folder in its place, a file in the way: each is a reason', () => {
    expect(keepSnapshot(join(outside, 'missing'), whose())).toEqual({ reason: expect.stringMatching(/^ENOENT: /) })
    mkdirSync(join(root, home, 'current.heapsnapshot/occupied'), { recursive: true })
    expect(keepSnapshot(taken(), whose())).toEqual({ reason: expect.any(String) })
    rmSync(join(root, '.vitest-leak'), { recursive: true })
    writeFileSync(join(root, '.vitest-leak'), '')
    expect(keepSnapshot(taken(), whose())).toEqual({
      reason: expect.stringMatching(/^ENOTDIR: not a directory: \.vitest-leak/),
    })
  })
})
