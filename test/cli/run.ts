import { main } from '../../src/cli/main.ts'
import { plain } from '../../src/report/paint.ts'

export interface Ran {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** What the command line prints and returns, without a process. */
export async function run(...args: string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const exitCode = await main(args, '1.2.3', {
    print: (text) => out.push(text),
    printError: (text) => err.push(text),
    paint: plain,
  })
  return { exitCode, stdout: out.join('\n'), stderr: err.join('\n') }
}
