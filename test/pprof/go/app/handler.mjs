const users = new Map()

export function handleRequest(id) {
  users.set(id, createUser(id))
  return `hello, user ${id}`
}

function createUser(id) {
  return { id, tags: Array.from({ length: 200 }, (_, i) => `tag ${id}:${i}`) }
}

export class Cache {
  #entries = []

  get size() {
    return this.#entries.length
  }

  add(id) {
    this.#entries.push(new Entry(id))
  }
}

class Entry {
  constructor(id) {
    this.id = id
    this.values = new Float64Array(2_000)
  }
}

export const spin = (milliseconds) => {
  const end = performance.now() + milliseconds
  let sum = 0
  while (performance.now() < end) {
    sum += [3, 1, 2].map((value) => Math.sqrt(value + sum)).reduce((a, b) => a + b, 0)
  }
  return sum
}
