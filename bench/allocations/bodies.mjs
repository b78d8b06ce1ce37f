// Bodies from some nanoseconds to a millisecond.

const words = 'the quick brown fox jumps over the lazy dog'.split(' ')
const text = JSON.stringify(Array.from({ length: 20 }, (_, id) => ({ id, words })))

export const bodies = {
  'an object': () => ({ id: 1, name: words[0] }),
  '9 objects': () => words.map((word, at) => ({ word, at })),
  'JSON of 4 kB': () => JSON.parse(text),
  '10,000 objects': () => Array.from({ length: 10_000 }, (_, id) => ({ id })),
}
