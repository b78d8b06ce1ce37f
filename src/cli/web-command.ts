import { InvalidArgumentError } from 'commander'
import { addPageOptions, type PageCliOptions } from './page/page-options.ts'
import type { Register } from './register.ts'

export interface WebCliOptions extends PageCliOptions {
  readonly port?: number
  /** `--no-open`. */
  readonly open?: boolean
}

export const registerWeb: Register = (program, run) => {
  const command = program
    .command('web')
    .summary('the page in a browser')
    .description(
      "Makes the same page as 'html' and opens it in a browser. It is served to this machine alone; Ctrl-C ends it.",
    )
  addPageOptions(command)
    .option('--port <number>', 'where to serve it (default: a port that is free)', parsePort)
    .option('--no-open', 'print the address only')
    .action((paths: string[], options: WebCliOptions) =>
      run(async (io) => {
        const { showPage } = await import('./page/show-page.ts')
        return showPage(paths, options, io)
      }),
    )
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError("It is a number from 0 to 65535, such as '8080'.")
  return port
}
