import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, inject, test } from 'vitest'
import { isProcessAlive } from '../../src/process-alive.ts'
import { childEnvironment } from './harness/environment.ts'
import { projectOf } from './harness/project.ts'

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(20)
}

// A terminal interrupts all that it has started, a CI service often Vitest alone: its worker then ends in its own time.
test.skipIf(process.platform === 'win32').for([
  ['all processes, as from a terminal', (pid: number) => -pid],
  ['Vitest alone', (pid: number) => pid],
] as const)('interrupted while measuring, nothing is left behind: %s', { timeout: 240_000 }, async ([, target]) => {
  const { folder, node = '' } = inject('majors')[4]
  const project = projectOf('faults-worker')
  if (!project) throw new Error('no Node for Vitest 4')
  const { root } = project
  const TMPDIR = join(root, 'tmp')
  mkdirSync(TMPDIR)
  const child = spawn(node, [join(folder, 'node_modules/vitest/vitest.mjs'), 'run', 'interrupted'], {
    cwd: root,
    env: childEnvironment({ TMPDIR }),
    stdio: 'ignore',
    // The leader of a group of its own.
    detached: true,
  })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  const pidFile = join(root, 'measuring')
  await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '')
  const worker = Number(readFileSync(pidFile, 'utf8'))
  process.kill(target(child.pid ?? Number.NaN), 'SIGINT')
  expect.soft(await ended).toBe(130)
  await until(() => !isProcessAlive(worker))
  const left = readdirSync(root, { recursive: true, encoding: 'utf8' })
  expect.soft(left.filter((name) => /\.(?:tmp|lock|takeover)$/.test(name))).toEqual([])
  expect.soft(readdirSync(TMPDIR).filter((name) => name.startsWith('vitest-leak'))).toEqual([])
  // As if it had not been.
  const { stderr } = await project.run(['next'])
  expect(stderr).toMatch(/^Error: expected keep\(\) not to leak, but each call keeps .* and 1 object alive$/m)
})
