import { execFileSync } from 'node:child_process'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

/** A Chromium that is installed: of an environment variable, or of the system's package. */
export const chromiumPath: string | undefined = process.env.CHROMIUM_PATH ?? found('chromium') ?? found('google-chrome')

if (chromiumPath === undefined) {
  console.warn('SKIPPED: the page in a browser, because there is no `chromium` (Debian: apt-get install chromium)')
}

function found(name: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** Without a sandbox: containers of CI systems, where tests run as root, have none. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath as string, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
