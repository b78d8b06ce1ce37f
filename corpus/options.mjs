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
    cleanRuns: Number(values['clean-runs'] ?? 0),
    seed: Number(values.seed ?? Math.floor(Math.random() * 2 ** 31)),
  }
}
