import { spawn } from 'node:child_process'
import { cp, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { childEnvironment } from './harness/environment.ts'
import { allMajors } from './harness/majors.ts'

const FIXTURE = join(import.meta.dirname, 'fixtures/per-test-cli')
const RUNS = 3

test.for(allMajors)('Vitest %i: in watch mode figures do not pile up', async (major, { skip, onTestFinished }) => {
  const { folder, node } = inject('majors')[major]
  if (!node) return skip(`no Node for Vitest ${major} on this platform`)
  const root = join(folder, 'projects/per-test-watch')
  await rm(root, { recursive: true, force: true })
  await cp(FIXTURE, root, { recursive: true })
  const child = spawn(node, [join(folder, 'node_modules/vitest/vitest.mjs'), 'watch', 'work.test.ts'], {
    cwd: root,
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill())
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk))
  const tables = (): string[] => text.split(/^ memory /m).slice(1)
  // The file's watcher may not be there yet when the first run is over.
  const touched = setInterval(() => {
    if (tables().length > 0) void utimes(join(root, 'work.ts'), new Date(), new Date())
  }, 700)
  onTestFinished(() => clearInterval(touched))
  await expect.poll(() => tables().length, { timeout: 60_000, interval: 100 }).toBeGreaterThanOrEqual(RUNS + 1)
  for (const table of tables().slice(0, RUNS)) {
    expect.soft(table).toMatch(/^ 2 tests measured in 1 file\n/)
    expect.soft(table.match(/work\.test\.ts > works/g)).toHaveLength(1)
    expect.soft(table).toMatch(/ (?:29\d|30\d)\.\d kB +\d+ {2}work\.test\.ts > works\n/)
  }
})
