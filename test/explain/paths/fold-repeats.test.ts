import { expect, test } from 'vitest'
import { foldRepeats } from '../../../src/explain/paths/fold-repeats.ts'

const folded = (text: string): string =>
  foldRepeats([...text], (letter) => letter)
    .map(({ items, times }) => (times > 1 ? `(${items.join('')})${times}` : items.join('')))
    .join('')

test.each([
  ['', ''],
  ['a', 'a'],
  ['abc', 'abc'],
  ['aa', '(a)2'],
  ['aaaaa', '(a)5'],
  ['xaaay', 'x(a)3y'],
  ['ababab', '(ab)3'],
  ['xababy', 'x(ab)2y'],
  ['abcabc', '(abc)2'],
  ['abcdabcdabcd', '(abcd)3'],
  // Longer ones are not looked for.
  ['abcdeabcde', 'abcdeabcde'],
  // The shortest that repeats.
  ['aaaa', '(a)4'],
  ['aabaab', '(a)2b(a)2b'],
  ['abababa', '(ab)3a'],
  ['aabbcc', '(a)2(b)2(c)2'],
])('%s is %s', (text, expected) => {
  expect(folded(text)).toBe(expected)
})

test('what is folded has every item, in order, whatever they are', () => {
  let seed = 1
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: random(30) }, () => 'abc'[random(3)]).join('')
    const unfolded = foldRepeats([...text], (letter) => letter)
      .flatMap(({ items, times }) => Array.from({ length: times }, () => items).flat())
      .join('')
    expect(unfolded).toBe(text)
  }
})

test('a list of a hundred thousand items is folded at once', () => {
  expect(folded('n'.repeat(100_000))).toBe('(n)100000')
})

test('repeats that were left out before are counted', () => {
  const items = [{ name: 'n' }, { name: 'n', more: 5 }, { name: 'end' }]
  const result = foldRepeats(
    items,
    ({ name }) => name,
    ({ more = 0 }) => more,
  )
  expect(result.map(({ times }) => times)).toEqual([7, 1])
})
