import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { childEnvironment } from '../e2e/harness/environment.ts'
import { outcomesIn, type TestOutcome } from '../e2e/harness/json-report.ts'

export interface VitestRun {
  readonly exitCode: number | null
  readonly isTimedOut: boolean
  /** What the default reporter printed, with the folder as `<root>`. */
  readonly text: string
  /** By full name, from the JSON reporter. */
  readonly tests: ReadonlyMap<string, TestOutcome>
}

interface Start {
  readonly node: string
  /** `vitest.mjs`. */
  readonly vitest: string
  readonly root: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

/** `vitest run` in a folder. */
export async function vitestRun({ node, vitest, root, args, env, timeoutMs }: Start): Promise<VitestRun> {
  const json = join(root, 'results.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${json}`]
  const child = spawn(node, [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    env: childEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that workers end with it.
    detached: process.platform !== 'win32',
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  const { exitCode, isTimedOut } = await endOf(child, timeoutMs)
  const tests = existsSync(json) ? outcomesIn(await readFile(json, 'utf8')) : new Map()
  return { exitCode, isTimedOut, text: text.replaceAll(root, '<root>'), tests }
}

function endOf(child: ChildProcess, timeoutMs: number): Promise<Pick<VitestRun, 'exitCode' | 'isTimedOut'>> {
  return new Promise((resolve, reject) => {
    let isTimedOut = false
    const kill = (): void => killGroup(child)
    const timer = setTimeout(() => {
      isTimedOut = true
      kill()
    }, timeoutMs)
    // Ctrl-C reaches the driver alone.
    process.once('exit', kill)
    child.on('error', reject)
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      process.off('exit', kill)
      resolve({ exitCode, isTimedOut })
    })
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // All of it has ended.
  }
}
