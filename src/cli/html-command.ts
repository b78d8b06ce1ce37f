import { printable } from '../report/text.ts'
import { addPageOptions, type PageCliOptions } from './page/page-options.ts'
import type { Register } from './register.ts'

interface HtmlCliOptions extends PageCliOptions {
  readonly output: string
}

export const registerHtml: Register = (program, run) => {
  const command = program
    .command('html')
    .summary('a page with flame graph, top, call graph and source, in one file')
    .description(
      'Makes one HTML file with flame graph, top, call graph, source and, where retainers.json lies beside the profile, who holds ' +
        'what leaked. The file needs no network. Source files below the working directory are put into it.',
    )
  addPageOptions(command)
    .requiredOption('-o, --output <file>', 'the file to write')
    .action((paths: string[], options: HtmlCliOptions) =>
      run(async (io) => {
        const { makePage } = await import('./page/make-page.ts')
        const { writeOutput } = await import('./picture/write-output.ts')
        writeOutput(options.output, await makePage(paths, options, io))
        io.printError(`vitest-leak: wrote ${printable(options.output)}`)
        return 0
      }),
    )
}
