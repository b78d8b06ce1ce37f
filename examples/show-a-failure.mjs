// Runs the test in leak.failing.ts, to show what a failing assertion looks like.

import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname
// Only an assertion that has found a leak writes its profile.
const profile = join(folder, '.vitest-leak/leak.failing.ts/a-request-keeps-nothing/diff.pb.gz')
rmSync(profile, { force: true })

const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'failing.config.ts'], {
  cwd: folder,
  stdio: 'inherit',
})

const hasFailed = status === 1 && existsSync(profile)
console.log(hasFailed ? 'This test fails on purpose: the server leaks.' : 'This test should have found a leak.')
process.exitCode = hasFailed ? 0 : 1
