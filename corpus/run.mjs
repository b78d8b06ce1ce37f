/**
 * Judges every body of the corpus by `await expect(fn).not.toLeak()` at default settings.
 *
 *   npm run corpus                                      all of it; 1 as exit code where anything is wrong
 *   npm run corpus -- zod-registry use-promise-race     these cases; --messages prints what was wrong in full
 *   npm run corpus -- --holders                         prints who holds what leaked, as the messages say it
 *   npm run corpus -- --clean-runs 1000                 what does not leak, again and again in random order (--seed N); with --share 10
 *                                                       ten of them in one process, with --load a busy loop on each core meanwhile
 *   npm run corpus -- --node PATH                       with another Node than the one that runs npm
 *   npm run corpus -- --root FOLDER                     another corpus of this format
 */
import { spawn } from 'node:child_process'
import { loadavg } from 'node:os'
import { unpackPackage } from '../scripts/unpack-package.mjs'
import { installBodies } from './install.mjs'
import { loadEachCore } from './load.mjs'
import { heldBy, isHolderNamed, isNamed } from './named.mjs'
import { readOptions } from './options.mjs'
import { shuffledCleanRuns, variantsIn } from './plan.mjs'
import { cleanTotals, heading, line, totals, truthOf } from './table.mjs'

const options = readOptions()
if (options.node) {
  const args = process.argv.slice(2).filter((arg, index, all) => arg !== '--node' && all[index - 1] !== '--node')
  const child = spawn(options.node, [process.argv[1], ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  process.exit(await new Promise((resolve) => child.on('exit', (status) => resolve(status ?? 1))))
}

process.env.NO_COLOR = '1'
installBodies(options.root)
unpackPackage(import.meta.dirname)
// Not before it is there: the config of Vitest imports it.
const { judge } = await import('./judge.mjs')
const variants = await variantsIn(options)
const isGood = options.cleanRuns > 0 ? await runClean() : await runAll()
process.exit(isGood ? 0 : 1)

async function runAll() {
  const rows = []
  const add = (row) => {
    rows.push(row)
    console.log(line(row))
    if (options.holders && row.outcome?.verdict === 'leak')
      console.log(heldBy(row.outcome.message).replace(/^/gm, '    '))
  }
  console.log(heading())
  const onOutcome = (run, outcome) => add(rowOf(run, outcome))
  await judge(
    variants.filter(({ cannotRun }) => !cannotRun),
    { root: options.root, onOutcome },
  )
  for (const run of variants.filter(({ cannotRun }) => cannotRun)) add({ run })
  if (options.messages)
    for (const row of rows) if (!row.isRight || row.isNamed === false || row.isHolderNamed === false) tell(row)
  const { isGood, text } = totals(rows)
  console.log(`\n${text}`)
  return isGood
}

async function runClean() {
  const { cleanRuns, share, load, seed, root } = options
  const runs = shuffledCleanRuns(variants, cleanRuns, seed)
  const rows = []
  console.log(`${runs.length} runs of what does not leak, ${share} in a process, seed ${seed}`)
  const busyLoops = load ? loadEachCore() : 0
  const onOutcome = (run, outcome) => {
    const row = rowOf(run, outcome)
    rows.push(row)
    if (!row.isRight) tell(row)
    if (rows.length % 100 === 0) console.log(cleanTotals(rows))
  }
  await judge(runs, { root, share, onOutcome })
  const loads = loadavg().map((each) => each.toFixed(2))
  console.log(`\n${cleanTotals(rows)}`)
  console.log(
    `${share} in a process · seed ${seed} · Node ${process.version} · busy loops ${busyLoops} · ` +
      `load average at the end ${loads.join(' ')} (1, 5, 15 min)`,
  )
  return rows.length === runs.length && rows.every(({ isRight }) => isRight)
}

function rowOf(run, outcome) {
  const { verdict, message } = outcome
  return {
    run,
    outcome,
    isRight: verdict === truthOf(run),
    isNamed: run.culprit && verdict === 'leak' && isNamed(message, run.culprit),
    isHolderNamed: run.holder && verdict === 'leak' && isHolderNamed(message, run.holder),
  }
}

function tell({ run, outcome }) {
  if (outcome)
    console.log(
      `\n--- ${run.entry.id} ${run.variant}: ${outcome.verdict}, ${run.culprit ?? 'no culprit'}\n${outcome.message}`,
    )
}
