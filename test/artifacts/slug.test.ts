import { describe, expect, test } from 'vitest'
import { slug } from '../../src/artifacts/slug.ts'

const hashed = /-[0-9a-f]{8}$/

describe('a slug that says all of the name', () => {
  test.each([
    ['a request keeps nothing', 'a-request-keeps-nothing'],
    ['LRU_cache v1.2', 'LRU_cache-v1.2'],
    ['größe der テスト', 'größe-der-テスト'],
  ])('%s', (name, expected) => {
    expect(slug(name)).toBe(expected)
  })
})

describe('a slug that lost something has a hash', () => {
  test.each([
    ['suite > a request', /^suite-a-request-/],
    ['../../etc/passwd', /^etc-passwd-/],
    ['..', /^test-/],
    ['.', /^test-/],
    ['', /^test-/],
    ['🚰🚰', /^test-/],
    ['a/b\\c', /^a-b-c-/],
    ['.hidden', /^hidden-/],
    ['trailing dots...', /^trailing-dots-/],
    ['trailing space ', /^trailing-space-/],
    ['two  spaces', /^two-spaces-/],
    ['a-b', /^a-b-/],
    ['nul\0byte\n', /^nul-byte-/],
    ['x'.repeat(500), /^x{80}-/],
    ['CON', /^_CON-/],
    ['con.txt', /^_con.txt-/],
    ['LPT1', /^_LPT1-/],
    ['e\u0301 in NFD', /^é-in-NFD-/],
    ['fails 2', /^fails-2-/],
    ['fails deadbeef', /^fails-deadbeef-/],
  ])('%j', (name, start) => {
    expect(slug(name)).toMatch(start)
    expect(slug(name)).toMatch(hashed)
  })
})

test('names that differ have slugs that differ', () => {
  const names = ['a b', 'a-b', 'a  b', 'a/b', 'a > b', 'a b ', ' a b', 'a b.', '.a b', 'a b!', 'a 2', 'a', '-a', '']
  expect(new Set(names.map((name) => slug(name))).size).toBe(names.length)
})

test('no slug is longer than a file name may be, in characters or bytes', () => {
  for (const name of ['漢'.repeat(500), '𠀀'.repeat(500), `${'x'.repeat(79)}𠀀${'x'.repeat(9)}`]) {
    expect(slug(name).length).toBeLessThanOrEqual(89)
    expect(Buffer.byteLength(slug(name))).toBeLessThanOrEqual(255)
    expect(slug(name)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
  }
})

test('a path segment keeps its dashes', () => {
  expect(slug('http-server.test.ts', '-')).toBe('http-server.test.ts')
  expect(slug('..', '-')).toMatch(/^test-/)
  expect(slug('[id].test.ts', '-')).toMatch(/^id-\.test\.ts-/)
})
