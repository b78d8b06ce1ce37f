import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { BaseSequencer, startVitest } from 'vitest/node'

/**
 * Runs each variant by real Vitest, in this order, in a file and a worker process of its own.
 *
 * @param runs from `variantsIn`; one may be there often
 * @param onOutcome called with `(run, outcome)` after each: `{ verdict, message, durationMs, fullCollections }`
 */
export async function judge(runs, { root, onOutcome }) {
  const folder = join(root, '.runs')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const byFile = new Map(runs.map((run, index) => [`${String(index).padStart(5, '0')}.test.mjs`, run]))
  for (const [file, { entry, variant }] of byFile) writeFileSync(join(folder, file), testOf(entry.id, variant))

  const left = new Map(byFile)
  const reporter = {
    onTestModuleEnd(testModule) {
      const file = basename(testModule.moduleId)
      left.delete(file)
      onOutcome(byFile.get(file), outcomeOf(testModule))
    },
  }
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const vitest = await startVitest(
    'test',
    [],
    {
      root,
      config: join(import.meta.dirname, 'vitest.config.mjs'),
      watch: false,
      reporters: [reporter],
      sequence: { sequencer: InOrder },
    },
    {},
    { stdout: silence, stderr: silence },
  )
  await vitest.close()
  rmSync(folder, { recursive: true, force: true })
  for (const run of left.values()) onOutcome(run, NO_OUTCOME)
}

/** Of a worker process that died. */
const NO_OUTCOME = { verdict: 'error', message: 'no result came', durationMs: Number.NaN }

class InOrder extends BaseSequencer {
  async sort(files) {
    return files.sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
  }
}

/** What a user would write, and a count of the full collections that it took, by V8's own book-keeping outside of the heap. */
const testOf = (id, variant) => `import { GCProfiler } from 'node:v8'
import { expect, test } from 'vitest'
import { instantiate, manifest, variantsOf } from '../corpus.mjs'

const entry = manifest().find(({ id }) => id === '${id}')
const variant = variantsOf(entry).find(({ variant }) => variant === '${variant}')

test('${id} ${variant}', async ({ task }) => {
  const { fn } = await instantiate(entry, variant)
  const collections = new GCProfiler()
  collections.start()
  try {
    await expect(fn).not.toLeak()
  } finally {
    task.meta.fullCollections = collections.stop().statistics.filter(({ gcType }) => gcType === 'MarkSweepCompact').length
    await fn.teardown?.()
  }
})
`

function outcomeOf(testModule) {
  const test = [...testModule.children.allTests()][0]
  const result = test?.result()
  const errors = result?.errors ?? testModule.errors()
  const message = errors.map((error) => stripVTControlCharacters(error.message)).join('\n\n')
  return {
    verdict: result?.state === 'passed' ? 'clean' : verdictOf(message),
    message,
    durationMs: test?.diagnostic()?.duration ?? Number.NaN,
    fullCollections: test?.meta().fullCollections,
  }
}

function verdictOf(message) {
  if (/ not to leak, but each call keeps /.test(message)) return 'leak'
  return / not to leak, but that could not be decided/.test(message) ? 'undecided' : 'error'
}
