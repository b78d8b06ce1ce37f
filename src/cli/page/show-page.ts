import type { Io } from '../io.ts'
import type { WebCliOptions } from '../web-command.ts'
import { makePage } from './make-page.ts'
import { openBrowser } from './open-browser.ts'
import { servePage } from './serve-page.ts'

/**
 * Serves a page until Ctrl-C, or until whoever started this ends it.
 *
 * @returns the exit code
 */
export async function showPage(paths: readonly string[], options: WebCliOptions, io: Io): Promise<number> {
  const { url, close } = await servePage(await makePage(paths, options, io), options.port ?? 0)
  io.print(`${url}  (Ctrl-C ends it)`)
  if (options.open !== false) await openBrowser(url, io)
  await ended()
  await close()
  return 0
}

const ended = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
