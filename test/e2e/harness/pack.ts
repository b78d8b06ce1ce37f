import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { childEnvironment } from './environment.ts'

declare module 'vitest' {
  interface ProvidedContext {
    tarball: string
  }
}

/** Global setup: the package as its users get it, built and packed once for all tests. */
export default async function pack(project: TestProject): Promise<void> {
  const root = join(import.meta.dirname, '../../..')
  const folder = await mkdtemp(join(tmpdir(), 'vitest-leak-pack-'))
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
    cwd: root,
    env: childEnvironment(),
    shell: process.platform === 'win32',
  })
  const file = /"filename":\s*"([^"]+)"/.exec(stdout)?.[1] ?? ''
  project.provide('tarball', join(folder, file))
}
