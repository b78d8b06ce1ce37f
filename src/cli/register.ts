import type { Command } from 'commander'
import type { Io } from './io.ts'

/**
 * Adds a command to the program. A command is one file with such a function, and one line in `commands` of main.ts.
 *
 * @param run to be called by the command's action with what there is to do, which returns the exit code
 */
export type Register = (program: Command, run: (work: (io: Io) => number | Promise<number>) => Promise<void>) => void
