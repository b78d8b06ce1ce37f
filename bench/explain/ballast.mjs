import v8 from 'node:v8'

const MB = 1024 * 1024
const BATCH = 500

/**
 * Fills the heap as a program does, with
 *
 * - `pages`: texts and what is known of them, 110 bytes an object (strings and stores included). Heaps of Vitest's workers have even
 *   more, 170 to 190, since code and sources are in them.
 * - `records`: rows of a database as JSON has them, 55 bytes an object
 * - `points`: numbers and short strings, 35 bytes an object
 *
 * In an array, Maps and closures, all of them.
 *
 * @returns what holds all of it
 */
export function fillHeap(kind, megabytes, collectGarbage) {
  const kept = { rows: [], byName: new Map(), handlers: [] }
  const addBatch = kinds[kind]
  for (let used = usedHeap(); used < megabytes * MB; used = usedHeap()) {
    const batches = Math.ceil((0.2 * (megabytes * MB - used)) / (BATCH * BYTES_OF_ROW))
    for (let i = 0; i < batches; i++) addBatch(kept)
    collectGarbage()
  }
  return kept
}

const usedHeap = () => v8.getHeapStatistics().used_heap_size

const BYTES_OF_ROW = 600

const kinds = {
  pages({ rows, byName, handlers }) {
    for (let i = 0; i < BATCH; i++) {
      const id = rows.length
      const row = JSON.parse(
        `{"id":${id},"url":"https://example.com/articles/by-title/of-number/${id}","title":"The title of article number ${id}",` +
          `"links":["/articles/${id + 1}","/articles/${id + 2}"],"text":"${'lorem ipsum '.repeat(10 + (i % 50))}${id}"}`,
      )
      rows.push(row)
      if (i % 4 === 0) byName.set(row.url, row)
      if (i % 4 === 1) handlers.push(() => row.title)
    }
  },
  records({ rows, byName, handlers }) {
    for (let i = 0; i < BATCH; i++) {
      const id = rows.length
      const row = JSON.parse(
        `{"id":${id},"name":"User Number ${id}","email":"user.number.${id}@mail.example.com","isActive":true,"age":${i % 90},` +
          `"address":{"street":"${id} Long Street Name","city":"City ${id}, with a longer name","zip":${10000 + i},"lat":${i + 0.5}},` +
          `"roles":["reader ${id}","writer ${id}","author"],"note":"${'lorem ipsum '.repeat(i % 20)}${id}"}`,
      )
      rows.push(row)
      if (i % 4 === 0) byName.set(row.name, { row, seen: new Set([id]) })
      if (i % 4 === 1) handlers.push((extra) => row.id + extra)
    }
  },
  points({ rows, byName, handlers }) {
    for (let i = 0; i < BATCH; i++) {
      const id = rows.length
      const row = { x: id / 7, y: i / 7, label: `p${id}`, next: { at: { x: id, y: i + 0.5 }, tags: [id, `t${i}`] } }
      rows.push(row)
      if (i % 4 === 0) byName.set(row.label, row)
      if (i % 4 === 1) handlers.push(() => row.x)
    }
  },
}
