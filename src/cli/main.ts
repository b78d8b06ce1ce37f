import { Command, CommanderError } from 'commander'
import { printable } from '../report/text.ts'
import { registerCompare } from './compare-command.ts'
import { registerDiff } from './diff-command.ts'
import { registerDot } from './dot-command.ts'
import { registerHtml } from './html-command.ts'
import type { Io } from './io.ts'
import { registerList } from './list-command.ts'
import { registerMerge } from './merge-command.ts'
import { registerPeek } from './peek-command.ts'
import { registerPng } from './png-command.ts'
import { registerRaw } from './raw-command.ts'
import type { Register } from './register.ts'
import { registerSvg } from './svg-command.ts'
import { registerTags } from './tags-command.ts'
import { registerTop } from './top-command.ts'
import { registerTraces } from './traces-command.ts'
import { registerTree } from './tree-command.ts'
import { UsageError } from './usage-error.ts'
import { registerWeb } from './web-command.ts'

const commands: readonly Register[] = [
  registerCompare,
  registerMerge,
  registerTop,
  registerList,
  registerPeek,
  registerTree,
  registerTraces,
  registerTags,
  registerRaw,
  registerDiff,
  registerDot,
  registerHtml,
  registerPng,
  registerSvg,
  registerWeb,
]

/** 1 is left to commands that found what they look for. */
const WRONG_USE = 2

/**
 * Runs the command line.
 *
 * @param args what comes after the program's name
 * @returns the exit code: 2 for wrong use, with one line on standard error
 */
export async function main(args: readonly string[], version: string, io: Io): Promise<number> {
  let exitCode = 0
  const program = programOf(version, io)
  for (const register of commands) {
    register(program, async (work) => {
      exitCode = await work(io)
    })
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    const message = messageOf(error)
    if (message === undefined) throw error
    if (message !== '') io.printError(`vitest-leak: ${printable(message)}`)
    return message === '' ? 0 : WRONG_USE
  }
}

const programOf = (version: string, io: Io): Command =>
  new Command('vitest-leak')
    .description('Memory of tests and benchmarks, on the command line.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--no-color', 'print without colours')
    .exitOverride()
    // Its errors are printed in `main`, in one line.
    .configureOutput({ writeOut: (text) => io.print(text.trimEnd()), writeErr: () => {} })

/** One line; `''` for help and version, which are no errors; undefined for what nobody expected. */
function messageOf(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message
  if (!(error instanceof CommanderError)) return undefined
  if (error.exitCode === 0) return ''
  if (error.code === 'commander.help') return 'no command is given; see vitest-leak --help'
  const text = error.message
    .replace(/^error: /, '')
    .replace(/\n(?=\(Did you mean )/, ' ')
    .replace(/\.$/, '')
  return error.code === 'commander.invalidArgument' ? `${text}.` : `${text}; see vitest-leak --help`
}
