/**
 * Judges every body of the corpus by `await expect(fn).not.toLeak()` at default settings.
 *
 *   npm run corpus                                      all of it; 1 as exit code where anything is wrong
 *   npm run corpus -- zod-registry use-promise-race     these cases; --messages prints what was wrong in full
 *   npm run corpus -- --holders                         prints who holds what leaked, as the messages say it
 *   npm run corpus -- --clean-runs 1000                 what does not leak, again and again in random order (--seed N)
 *   npm run corpus -- --node PATH                       with another Node than the one that runs npm
 *   npm run corpus -- --root FOLDER                     another corpus of this format
 */
import { spawnSync } from 'node:child_process'
import { unpackPackage } from '../scripts/unpack-package.mjs'
import { installBodies } from './install.mjs'
import { heldBy, isHolderNamed, isNamed } from './named.mjs'
import { readOptions } from './options.mjs'
import { shuffledCleanRuns, variantsIn } from './plan.mjs'
import { heading, line, totals, truthOf } from './table.mjs'

const options = readOptions()
if (options.node) {
  const args = process.argv.slice(2).filter((arg, index, all) => arg !== '--node' && all[index - 1] !== '--node')
  process.exit(spawnSync(options.node, [process.argv[1], ...args], { stdio: 'inherit' }).status ?? 1)
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
  const { cleanRuns, seed, root } = options
  const runs = shuffledCleanRuns(variants, cleanRuns, seed)
  const alarms = []
  let done = 0
  console.log(`${runs.length} runs of what does not leak, seed ${seed}`)
  const onOutcome = (run, outcome) => {
    const row = rowOf(run, outcome)
    if (!row.isRight) {
      alarms.push(row)
      tell(row)
    }
    if (++done % 100 === 0) console.log(`${done} runs, false alarms ${alarms.length}`)
  }
  await judge(runs, { root, onOutcome })
  console.log(`\nfalse alarms ${alarms.length} in ${done} runs · seed ${seed} · Node ${process.version}`)
  return alarms.length === 0 && done === runs.length
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
