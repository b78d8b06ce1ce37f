import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

const HERE = import.meta.dirname

/** What was asked for on the command line; names of cases as positionals. */
export function readOptions(args = process.argv.slice(2)) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      root: { type: 'string', default: HERE },
      node: { type: 'string' },
      messages: { type: 'boolean', default: false },
      holders: { type: 'boolean', default: false },
      'clean-runs': { type: 'string' },
      share: { type: 'string' },
      load: { type: 'boolean', default: false },
      seed: { type: 'string' },
    },
  })
  return {
    root: resolve(values.root),
    node: values.node,
    ids: positionals,
    /** Whether the whole message of every row that is not as it should be is printed. */
    messages: values.messages,
    /** Whether what each message says of holders is printed. */
    holders: values.holders,
    cleanRuns: countOf('clean-runs', values, 0),
    /** Runs in a worker process, as tests of one file. */
    share: countOf('share', values, 1),
    /** Whether each core is kept busy meanwhile. */
    load: values.load,
    seed: Number(values.seed ?? Math.floor(Math.random() * 2 ** 31)),
  }
}

function countOf(name, { [name]: text }, byDefault) {
  if (text === undefined) return byDefault
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${name} takes a whole number from 1, not "${text}"`)
  return Number(text)
}
