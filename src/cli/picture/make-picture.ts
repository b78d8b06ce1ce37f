import { printable } from '../../report/text.ts'
import type { Io } from '../io.ts'
import { reportOptions } from '../report-options.ts'
import { reportProfile } from '../report-profile.ts'
import { dotOf } from './dot-of.ts'
import { type PictureCliOptions, refuseJson } from './picture-options.ts'
import { writeOutput } from './write-output.ts'

/**
 * Makes a picture of the call graph and writes it.
 *
 * @param draw absent: the graph is written in Graphviz's language
 * @returns the exit code
 */
export async function makePicture(
  paths: readonly string[],
  options: PictureCliOptions,
  io: Io,
  draw?: (dot: string) => Promise<string | Uint8Array>,
): Promise<number> {
  refuseJson(options)
  const { dot, prepared } = dotOf(
    await reportProfile(paths, options, false),
    reportOptions(options),
    draw !== undefined,
  )
  for (const warning of prepared.warnings) io.printError(`vitest-leak: ${printable(warning)}`)
  const picture = draw ? await draw(dot) : dot
  if (options.output !== undefined) {
    writeOutput(options.output, picture)
    io.printError(`vitest-leak: wrote ${printable(options.output)}`)
  } else if (typeof picture === 'string') io.print(picture.trimEnd())
  return 0
}
