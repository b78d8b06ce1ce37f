import v8 from 'node:v8'

const MB = 1024 * 1024
const BATCH = 500

/**
 * Fills the heap as a program does.
 *
 * - `records`: rows of a database as JSON has them, in an array, Maps and closures, with some text: 65 bytes an object, strings and
 *   stores included. Heaps of Vitest's workers have more, 170 to 190, since code and sources are in them.
 * - `points`: what has little in it, objects with numbers and short strings: 35 bytes an object.
 *
 * @returns what holds all of it
 */
export function fillHeap(kind, megabytes, collectGarbage) {
  const kept = { rows: [], byName: new Map(), handlers: [], pages: [] }
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
  records({ rows, byName, handlers, pages }) {
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
      if (i % 100 === 0) pages.push(Buffer.from(`<p>${row.note}</p>`.repeat(20)).toString('latin1'))
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
