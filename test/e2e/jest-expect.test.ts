import { execFile } from 'node:child_process'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { childEnvironment } from './harness/environment.ts'
import type {} from './harness/global-setup.ts'

test("the matchers work in Jest's stand-alone expect", async () => {
  const folder = join(inject('jest'), 'projects/expect')
  await mkdir(folder, { recursive: true })
  await copyFile(join(import.meta.dirname, 'fixtures/jest-expect.mjs'), join(folder, 'jest-expect.mjs'))
  const { stdout } = await promisify(execFile)(process.execPath, ['jest-expect.mjs'], {
    cwd: folder,
    env: childEnvironment(),
  })
  expect(JSON.parse(stdout)).toEqual({
    clean: 'passed',
    cleanLater: 'passed',
    isPromise: true,
    isSynchronous: true,
    resolves: 'passed',
    leak: expect.stringMatching(/^expected openSession\(\) not to leak, but each call keeps /),
    leakLater: expect.stringMatching(/^expected openLater\(\) not to leak, but each call keeps /),
    expectedLeak: 'passed',
    retained: expect.stringMatching(/^expected openSession\(\) to retain at most 1 kB, but 200 calls keep /),
    notAFunction: expect.stringMatching(/^toLeak\(\) needs a function to call, but was given 5/),
    atTheLine: true,
    thrown: true,
  })
})
