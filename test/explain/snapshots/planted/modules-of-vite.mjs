import vm from 'node:vm'

/** A module as Vite has it run: its variables are those of a block, which have no names in a snapshot. */
const module = (name, code) =>
  vm.runInThisContext(`(function (exports) {{${code}\n}})`, { filename: `/project/src/${name}` })

const exports = {}

module(
  'block.ts',
  `
  class Session { constructor(id) { this.id = id; this.name = 'session ' + id } }
  const names = ['a']
  const sessions = new Map()
  const last = { session: undefined }
  function inBlockOfVite(i) { sessions.set(i, last.session = new Session(i)); return names }
  exports.inBlockOfVite = inBlockOfVite
`,
)(exports)

// A small integer is no object: there is no edge to it, and those after it have numbers that are too low.
module(
  'block-with-counter.ts',
  `
  class Session { constructor(id) { this.id = id; this.name = 'session ' + id } }
  let count = 0
  const sessions = []
  let calls = 0
  function inBlockWithCounters(i) { sessions.push(new Session(i)); return ++count + ++calls }
  exports.inBlockWithCounters = inBlockWithCounters
  class Pool { static sessions = [] }
  function inNamedClassOfBlock(i) { Pool.sessions.push(new Session(i)); return ++count }
  exports.inNamedClassOfBlock = inNamedClassOfBlock
`,
)(exports)

// From 76 variables on, V8 keeps their names in a table.
const many = Array.from({ length: 80 }, (_, i) => `variable${i}`)
module(
  'large-block.ts',
  `
  class Session { constructor(id) { this.id = id; this.name = 'session ' + id } }
  const sessions = []
  const ${many.map((name) => `${name} = {}`).join(', ')}
  function inLargeBlock(i) { sessions.push(new Session(i)); return [${many.join(', ')}].length }
  exports.inLargeBlock = inLargeBlock
`,
)(exports)

export const { inBlockOfVite, inBlockWithCounters, inNamedClassOfBlock, inLargeBlock } = exports
