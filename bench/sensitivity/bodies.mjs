// Bodies that keep something in some of their calls, beside garbage, and their twins that make the same and keep nothing.

/** What one leaking call keeps, and the bytes of it. An object has 24 B and 8 for each field, an array 48 and 8 for each element; a Buffer has as many off the heap. */
export const kinds = {
  '8 B number in array': () => {
    const kept = []
    return { keep: () => void kept.push(1), release: () => void kept.splice(0) }
  },
  '16 B heap number': () => slots(() => Math.random() + 0.5),
  '24 B object': () => slots(() => new Empty()),
  '32 B object': () => chain((next) => new Cell(next)),
  '64 B object': () => chain((next) => new Cell5(next)),
  '128 B array': () => chain((next) => withLength(next, 10)),
  '1 kB array': () => chain((next) => withLength(next, 122)),
  '100 kB array': () => chain((next) => withLength(next, 12_794)),
  '16 B Buffer': () => chain((next) => Object.assign(Buffer.from('sixteen bytes ab'), { next })),
  '1 kB Buffer': () => chain((next) => Object.assign(Buffer.alloc(1024), { next })),
  '1 MB Buffer': () => chain((next) => Object.assign(Buffer.alloc(1024 * 1024), { next })),
}

class Empty {}

class Cell {
  constructor(next) {
    this.next = next
  }
}

class Cell5 {
  constructor(next) {
    this.next = next
    this.a = 1
    this.b = 2
    this.c = 3
    this.d = 4
  }
}

function withLength(next, length) {
  const array = new Array(length).fill(1)
  array[0] = next
  return array
}

/** A list, which has no table that would grow too. */
function chain(make) {
  let head
  return {
    keep: () => {
      head = make(head)
    },
    release: () => {
      head = undefined
    },
  }
}

/** In places that are there from the start: nothing is kept but what is made. */
function slots(make) {
  const places = new Array(200_000).fill(undefined)
  let used = 0
  return {
    keep: () => {
      places[used++] = make()
    },
    release: () => {
      places[--used] = undefined
    },
  }
}

/**
 * @param kind a name of `kinds`
 * @param everyCalls one call in so many keeps something
 * @param random by chance, from this seed; else exactly each so manieth
 * @param objects of garbage a call
 */
export function bodyOf({ kind, everyCalls, seed, objects, isAsync, leaks }) {
  const { keep, release } = kinds[kind]()
  let state = seed ?? 0
  let calls = 0
  const isTurn = () => {
    if (seed === undefined) return calls++ % everyCalls === 0
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 8) / 2 ** 24 < 1 / everyCalls
  }
  let last
  const body = () => {
    for (let i = 0; i < objects; i++) last = { at: i, of: objects }
    if (!isTurn()) return last?.at
    keep()
    if (!leaks) release()
    return last?.at
  }
  if (!isAsync) return () => void body()
  return async () => {
    await null
    body()
  }
}
