import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { BaseSequencer, startVitest } from 'vitest/node'

/**
 * Runs each variant by real Vitest, in this order, `share` of them as the tests of one file and so in one worker process: by default
 * each in a process of its own.
 *
 * @param runs from `variantsIn`; one may be there often
 * @param onOutcome called with `(run, outcome)` after each: `{ verdict, message, durationMs, fullCollections }`
 */
export async function judge(runs, { root, share = 1, onOutcome }) {
  const folder = join(root, '.runs')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const byFile = new Map()
  for (let at = 0; at < runs.length; at += share) {
    byFile.set(`${String(at).padStart(5, '0')}.test.mjs`, runs.slice(at, at + share))
  }
  for (const [file, inFile] of byFile) writeFileSync(join(folder, file), testFileOf(inFile))

  const left = new Map(byFile)
  const reporter = {
    onTestModuleEnd(testModule) {
      const file = basename(testModule.moduleId)
      left.delete(file)
      const tests = [...testModule.children.allTests()]
      for (const [index, run] of byFile.get(file).entries()) onOutcome(run, outcomeOf(testModule, tests[index]))
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
  for (const run of [...left.values()].flat()) onOutcome(run, NO_OUTCOME)
}

/** Of a worker process that died. */
const NO_OUTCOME = { verdict: 'error', message: 'no result came', durationMs: Number.NaN }

class InOrder extends BaseSequencer {
  async sort(files) {
    return files.sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
  }
}

/** What a user would write, and a count of the full collections that it took, by V8's own book-keeping outside of the heap. */
const testFileOf = (runs) => `import { GCProfiler } from 'node:v8'
import { beforeAll, describe, expect, test } from 'vitest'
import { instantiate, manifest, variantsOf } from '../corpus.mjs'

const runs = ${JSON.stringify(runs.map(({ entry, variant }) => [entry.id, variant]))}

for (const [id, name] of runs)
  describe(id, () => {
    let fn

    // Loading and setting up is no part of the test's time, as imports are not: jsdom alone takes a second.
    beforeAll(async () => {
      const entry = manifest().find((each) => each.id === id)
      const loaded = await instantiate(
        entry,
        variantsOf(entry).find(({ variant }) => variant === name),
      )
      fn = loaded.fn
    }, 60_000)

    test(name, async ({ task }) => {
      const collections = new GCProfiler()
      collections.start()
      try {
        await expect(fn).not.toLeak()
      } finally {
        task.meta.fullCollections = collections.stop().statistics.filter(({ gcType }) => gcType === 'MarkSweepCompact').length
        await fn.teardown?.()
      }
    })
  })
`

function outcomeOf(testModule, test) {
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
