import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, onTestFinished, test } from 'vitest'
import { inSource } from '../../src/http/source-place.ts'
import type { Frame } from '../../src/profile/profile.ts'

const SOURCE = `interface User {
  readonly name: string
}

export function keep(users: User[]): void {
  users.push({ name: 'a' })
}
`

interface Built {
  readonly script: string
  readonly source: string
  /** Where `keep` is in the script. */
  readonly frame: Frame
}

/** What `tsc` with `sourceMap` leaves, in a folder of its own beside the sources. */
async function built(options: ts.CompilerOptions = {}, outFolder = 'dist'): Promise<Built> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'source-place-')))
  onTestFinished(() => rm(folder, { recursive: true }))
  const { outputText, sourceMapText = '' } = ts.transpileModule(SOURCE, {
    fileName: '../src/users.ts',
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, sourceMap: true, ...options },
  })
  const map = JSON.parse(sourceMapText || '{}')
  const out = join(folder, outFolder)
  await mkdir(out, { recursive: true })
  await mkdir(join(folder, 'src'))
  const [script, source] = [join(out, 'users.js'), join(folder, 'src/users.ts')]
  await writeFile(script, outputText)
  await writeFile(source, SOURCE)
  await writeFile(`${script}.map`, JSON.stringify({ ...map, sources: ['../src/users.ts'] }))
  const line = outputText.split('\n').findIndex((text) => text.includes('function keep')) + 1
  return { script, source, frame: { functionName: 'keep', file: script, line, column: 21 } }
}

test('the map beside a script is found without --enable-source-maps', async () => {
  const { frame, source } = await built()
  expect(frame.line).toBe(1)
  expect(inSource(frame)).toMatchObject({ functionName: 'keep', file: source, line: 5 })
})

test('a source root counts', async () => {
  const { frame, source, script } = await built()
  await writeFile(
    `${script}.map`,
    JSON.stringify({ version: 3, sourceRoot: '../src', sources: ['users.ts'], names: [], mappings: 'AAIA' }),
  )
  expect(inSource(frame)).toMatchObject({ file: source, line: 5 })
})

test.for(['no map', 'no source', 'a map that is none', 'no comment'])('%s: the place is the script’s', async (what) => {
  const { frame, script, source } = await built()
  if (what === 'no map') await rm(`${script}.map`)
  if (what === 'no source') await rm(source)
  if (what === 'a map that is none') await writeFile(`${script}.map`, 'none')
  if (what === 'no comment') await writeFile(script, 'export function keep() {}\n')
  expect(inSource(frame)).toEqual(frame)
})

test('dependencies stay where they are', async () => {
  const { frame } = await built({}, 'node_modules/users/dist')
  expect(inSource(frame)).toEqual(frame)
})

test.for(['', 'node:net'])("'%s' has none", (file) => {
  const frame = { functionName: 'push', file, line: 3, column: 5 }
  expect(inSource(frame)).toEqual(frame)
})
