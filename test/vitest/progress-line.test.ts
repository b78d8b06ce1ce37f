import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const { outputText } = ts.transpileModule(
  readFileSync(new URL('../../src/vitest/progress.ts', import.meta.url), 'utf8'),
  { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } },
)
/** The module as any Node can run it, but for a clock that a test sets. */
const code = `
  let ms = 0; const at = (to) => { ms = to }; const nowMs = () => ms; const workerState = { provided: {} }
  ${outputText.replace(/^import .* from '\.{1,2}\/.*$/gm, '')}
`

/** What a process writes to its standard error that has such a line. */
function written(isTerminal: boolean, act: string): string {
  const script = `${code}\nconst line = progressLine(${isTerminal});\n${act}`
  const { stderr, status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  })
  expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: '' })
  return stderr
}

const CLEAR = '\r\x1b[K'

test('nothing is written where nobody looks on', () => {
  expect(written(false, "at(5000); line.tell('reading', 0.5); line.tell('taking', 0, true); line.end()")).toBe('')
})

test('nothing is written in the first second, and there is nothing to take away', () => {
  expect(written(true, "line.tell('calling'); at(999); line.tell('reading', 0.5); line.end()")).toBe('')
})

test('after it there is a line, which is taken away at the end, once', () => {
  expect(written(true, "at(1000); line.tell('reading the heap snapshot', 0.456); line.end(); line.end()")).toBe(
    `${CLEAR}vitest-leak: reading the heap snapshot 46 %, 1 s${CLEAR}`,
  )
})

test('it is written anew four times a second at most, over the one before', () => {
  const act = "for (let ms = 1000; ms < 2000; ms += 10) { at(ms); line.tell('reading', (ms - 1000) / 1000) } line.end()"
  const lines = written(true, act).split(CLEAR).filter(Boolean)
  expect(lines).toEqual(
    [0, 25, 50, 75].map((percent) => `vitest-leak: reading ${percent} %, ${percent < 50 ? 1 : 2} s`),
  )
})

test('what takes more than a second is told before it begins', () => {
  expect(written(true, "line.tell('taking a snapshot', undefined, true); line.end()")).toBe(
    `${CLEAR}vitest-leak: taking a snapshot, 0 s${CLEAR}`,
  )
})

test('a terminal that is gone is no error', () => {
  expect(
    written(
      true,
      "process.stderr.destroy(); import('node:fs').then((fs) => { fs.closeSync(2); at(2000); line.tell('x'); line.end() })",
    ),
  ).toBe('')
})
