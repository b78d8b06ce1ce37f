import { Command, InvalidArgumentError, Option } from 'commander'
import { allMajors, pools } from '../e2e/harness/majors.ts'
import { allNodes, type Selection, specials } from './cells.ts'

export interface MatrixOptions extends Selection {
  /** Cells that run at a time. */
  readonly jobs: number
}

const HELP = `
What runs is the packed package. Nodes, Vitest and pnpm are installed by npm into a folder of the system's temporary ones.
Exit code 1 if a cell failed.

  npm run test:matrix                                                  all cells
  npm run test:matrix -- --quick                                       each Node, Vitest, pool and special at least once
  npm run test:matrix -- --node 24 --vitest 5 --pool vmThreads         one cell
  npm run test:matrix -- --special jsdom,happy-dom                     these, with each Vitest`

export function readOptions(args: readonly string[]): MatrixOptions {
  const command = new Command('npm run test:matrix --')
    .description('Runs a suite of leaks and clean bodies with each Node, Vitest and pool, and prints a table.')
    .addOption(listOption('--node <majors>', 'only these', allNodes))
    .addOption(listOption('--vitest <majors>', 'only these', allMajors))
    .addOption(listOption('--pool <names>', 'only these', pools))
    .addOption(listOption('--special <names>', 'only these, on one Node for each Vitest', specials))
    .option('--quick', 'pairs instead of all combinations: under 5 minutes')
    .addOption(new Option('--jobs <count>', 'cells at a time').default(2).argParser(positiveInteger))
    .addHelpText('after', HELP)
    .allowExcessArguments(false)
  command.parse(args, { from: 'user' })
  const { node, vitest, pool, special, quick, jobs } = command.opts()
  return { nodes: node, majors: vitest, pools: pool, specials: special, quick, jobs }
}

/** One or more of these, `--node 22,24` or `--node 22 --node 24`. */
function listOption<T extends string | number>(flags: string, description: string, all: readonly T[]): Option {
  return new Option(flags, `${description}: ${all.join(', ')}`).argParser(
    (text: string, previous: readonly T[] | undefined): readonly T[] => {
      const wanted = text.split(',').map((part) => {
        const found = all.find((value) => String(value) === part.trim())
        if (found === undefined) throw new InvalidArgumentError(`There is no '${part}', only ${all.join(', ')}.`)
        return found
      })
      return [...(previous ?? []), ...wanted]
    },
  )
}

function positiveInteger(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError(`It is a number of 1 or more, not '${text}'.`)
  return count
}
