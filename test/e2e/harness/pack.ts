import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from './environment.ts'
import { CACHE } from './installed.ts'

/** Builds and packs this package. */
export async function pack(): Promise<string> {
  await mkdir(CACHE, { recursive: true })
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--silent', '--pack-destination', CACHE], {
    cwd: join(import.meta.dirname, '../../..'),
    env: childEnvironment(),
    shell: process.platform === 'win32',
  })
  const file = /"filename":\s*"([^"]+)"/.exec(stdout)?.[1]
  if (!file) throw new Error(`npm pack printed no file name: ${stdout}`)
  return join(CACHE, file)
}
