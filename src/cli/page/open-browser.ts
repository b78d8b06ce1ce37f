import type { Io } from '../io.ts'

/** Opens an address in the reader's browser, or says how to go there without: nothing else depends on it. */
export async function openBrowser(url: string, io: Io): Promise<void> {
  const failed = (): void => io.printError(`vitest-leak: no browser could be opened: open ${url} yourself`)
  try {
    const { default: open } = await import('open')
    const opener = await open(url)
    opener.once('error', failed)
    // What looks for a browser, xdg-open for one, can be started where there is none, and says so by its exit code.
    opener.once('exit', (code) => {
      if (code) failed()
    })
  } catch {
    failed()
  }
}
