import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { rolldown } from 'rolldown'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { withFigures } from '../../src/baseline/entry.ts'
import { withLock } from '../../src/baseline/lock.ts'
import { baselinePath } from '../../src/baseline/path.ts'
import { readBaseline } from '../../src/baseline/read.ts'
import { updateBaseline } from '../../src/baseline/update.ts'
import { figures } from './entries.ts'

const temporary = (): string => mkdtempSync(join(tmpdir(), 'baseline-'))

let root = ''
let path = ''
beforeEach(() => {
  root = temporary()
  path = baselinePath(join(root, 'a.test.ts'))
  mkdirSync(dirname(path))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const bundle = temporary()
const writer = join(bundle, 'writer.mjs')
beforeAll(async () => {
  const built = await rolldown({ input: join(import.meta.dirname, 'writer.ts'), platform: 'node' })
  await built.write({ file: writer, format: 'esm' })
  await built.close()
})
afterAll(() => rmSync(bundle, { recursive: true, force: true }))

const PROCESSES = 8
const ENTRIES = 50

/** A process id that nobody has any more. */
async function deadPid(): Promise<number> {
  const running = promisify(execFile)(process.execPath, ['-e', ''])
  const { pid = 0 } = running.child
  await running
  return pid
}

const lockOf = (owner: string, ageMs = 0): string => {
  const lock = `${path}.lock`
  writeFileSync(lock, owner)
  const then = (Date.now() - ageMs) / 1000
  utimesSync(lock, then, then)
  return lock
}

const names = Array.from({ length: PROCESSES }, (_, index) => `process ${index}`)
const writeAtOnce = () =>
  Promise.all(names.map((name) => promisify(execFile)(process.execPath, [writer, path, root, name, String(ENTRIES)])))

test(`${PROCESSES} processes that write ${ENTRIES} entries each lose none`, { timeout: 60_000 }, async () => {
  // They all find the lock of somebody who has died.
  lockOf(`${await deadPid()} ${hostname()} x`)
  await writeAtOnce()
  const { assertions } = readBaseline(path, root)
  const all = names.flatMap((name) => Array.from({ length: ENTRIES }, (_, index) => `${name} ${index}`))
  expect([...assertions.keys()].sort()).toEqual(all.sort())
  // Nothing is left but the file.
  expect(readdirSync(dirname(path))).toEqual(['a.test.ts.heap.json'])
})

const add = (): void => {
  const place = { kind: 'assertions', key: 'a 1', environment: 'node20 x64' } as const
  updateBaseline(path, root, (baseline) => withFigures(baseline, place, figures(96)))
}

test('the lock of a process that is dead is taken over', async () => {
  const lock = lockOf(`${await deadPid()} ${hostname()} x`)
  add()
  expect(readBaseline(path, root).assertions.size).toBe(1)
  expect(existsSync(lock)).toBe(false)
})

test.for([`${process.pid} ${hostname()} x`, `1 another-machine x`, ''])(
  'a lock older than 10 s is taken over: %j',
  (owner) => {
    lockOf(owner, 11_000)
    add()
    expect(readBaseline(path, root).assertions.size).toBe(1)
  },
)

test.for([`${process.pid} ${hostname()} x`, '999999999 another-machine x', ''])(
  'a lock that is in use is waited for: %j',
  async (owner) => {
    const lock = lockOf(owner)
    const writing = promisify(execFile)(process.execPath, [writer, path, root, 'late', '1'])
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(existsSync(path)).toBe(false)
    expect(readFileSync(lock, 'utf8')).toBe(owner)
    rmSync(lock)
    await writing
    expect(readBaseline(path, root).assertions.size).toBe(1)
  },
)

test('whoever has lost the lock meanwhile writes nothing, and begins anew', () => {
  let attempts = 0
  updateBaseline(path, root, (baseline) => {
    attempts++
    const place = { kind: 'assertions', key: `mine`, environment: 'node20 x64' } as const
    if (attempts === 1) {
      // Another process has found this one to be dead, and wrote.
      rmSync(`${path}.lock`)
      updateBaseline(path, root, (other) => withFigures(other, { ...place, key: 'theirs' }, figures(1)))
    }
    return withFigures(baseline, place, figures(96))
  })
  expect(attempts).toBe(2)
  expect([...readBaseline(path, root).assertions.keys()].sort()).toEqual(['mine', 'theirs'])
})

test('an error leaves no lock behind', () => {
  const error = new Error('from the change')
  expect(() =>
    withLock(path, 'a', () => {
      throw error
    }),
  ).toThrow(error)
  expect(readdirSync(dirname(path))).toEqual([])
})
