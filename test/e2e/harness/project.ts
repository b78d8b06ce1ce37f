import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { childEnvironment } from './environment.ts'
import type { Place } from './global-setup.ts'
import type { Major } from './majors.ts'

export interface ProcessOutput {
  readonly exitCode: number | null
  /** Without colours, with the folder as `<root>`. */
  readonly stdout: string
  readonly stderr: string
}

/** A fixture that stays as runs have left it, for what one run writes and another reads. */
export interface Project {
  readonly root: string
  /** `vitest run` with these arguments. */
  run(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<ProcessOutput>
  /** `npx vitest-leak` with these arguments. */
  cli(args: readonly string[]): Promise<ProcessOutput>
  has(file: string): boolean
  read(file: string): string
  write(file: string, text: string): void
}

/**
 * A fresh copy of a fixture.
 *
 * @param place with what else is installed. Default: with nothing else
 * @returns nothing where no Node for this major can be had
 */
export function projectOf(fixture: string, major: Major = 4, place?: Place): Project | undefined {
  const { folder, node } = place ?? inject('majors')[major]
  if (!node) return undefined
  const root = join(folder, 'projects', fixture)
  rmSync(root, { recursive: true, force: true })
  cpSync(join(import.meta.dirname, '../fixtures', fixture), root, { recursive: true })
  // Paths in fingerprints begin here.
  writeFileSync(join(root, 'package.json'), '{ "private": true, "type": "module" }')
  const start = (script: string, args: readonly string[], env?: Readonly<Record<string, string>>) =>
    outputOf(node, [join(folder, 'node_modules', script), ...args], root, env)
  return {
    root,
    run: (args = [], env) => start('vitest/vitest.mjs', ['run', ...args], env),
    cli: (args) => start('vitest-leak/dist/cli.js', args),
    has: (file) => existsSync(join(root, file)),
    read: (file) => readFileSync(join(root, file), 'utf8'),
    write: (file, text) => writeFileSync(join(root, file), text),
  }
}

function outputOf(
  program: string,
  args: readonly string[],
  root: string,
  env?: Readonly<Record<string, string>>,
): Promise<ProcessOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: childEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = [child.stdout, child.stderr].map((stream) => {
      const read = { text: '' }
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        read.text += chunk
      })
      return read
    })
    child.on('error', reject)
    child.on('close', (exitCode) => {
      const [stdout = '', stderr = ''] = texts.map(({ text }) => text.replaceAll(root, '<root>'))
      resolve({ exitCode, stdout, stderr })
    })
  })
}
