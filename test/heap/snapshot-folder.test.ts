import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSnapshotFolder } from '../../src/heap/snapshot-folder.ts'

let parent = ''

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'snapshot-folder-'))
  vi.stubEnv('TMPDIR', parent)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(parent, { recursive: true, force: true })
})

const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid

/** What a process may have left, so many seconds ago. */
function left(name: string, ageS: number): string {
  const folder = join(parent, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'current.heapsnapshot'), '{')
  const at = Date.now() / 1000 - ageS
  utimesSync(folder, at, at)
  return folder
}

test('a folder of its own each time', () => {
  const [one, other] = [makeSnapshotFolder(), makeSnapshotFolder()]
  expect(one).not.toBe(other)
  expect(existsSync(one) && existsSync(other)).toBe(true)
  expect(one.startsWith(join(parent, `vitest-leak-${process.pid}-`))).toBe(true)
})

test('what a process that has ended left behind is removed', () => {
  left(`vitest-leak-${endedPid()}-aaaaaa`, 61)
  const made = makeSnapshotFolder()
  expect(readdirSync(parent).map((name) => join(parent, name))).toEqual([made])
})

test.for([
  ['of a process that runs', (): string => `vitest-leak-${process.ppid}-aaaaaa`, 3600],
  ['just made, by a process that another container may have', (): string => `vitest-leak-${endedPid()}-aaaaaa`, 50],
  ["somebody else's", (): string => 'vitest-leakage-1-aaaaaa', 3600],
  ['of no process', (): string => 'vitest-leak-e2e-aaaaaa', 3600],
] as const)('left alone: %s', ([, name, ageS]) => {
  const folder = left(name(), ageS)
  makeSnapshotFolder()
  expect(existsSync(join(folder, 'current.heapsnapshot'))).toBe(true)
})

// Root may read anything.
test.skipIf(process.getuid?.() === 0)('in a folder that may not be read', () => {
  chmodSync(parent, 0o300)
  try {
    expect(existsSync(makeSnapshotFolder())).toBe(true)
  } finally {
    chmodSync(parent, 0o700)
  }
})

test('also under fake timers', () => {
  const folder = left(`vitest-leak-${endedPid()}-aaaaaa`, 61)
  vi.useFakeTimers({ now: 0 })
  try {
    makeSnapshotFolder()
  } finally {
    vi.useRealTimers()
  }
  expect(existsSync(folder)).toBe(false)
})
