import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// Whether what golden.test.ts compares with is still what the installed Go prints.

const hasGo = spawnSync('go', ['version']).status === 0
if (!hasGo)
  console.warn('SKIPPED: recorded output of `go tool pprof`, because `go` is not installed (Debian: golang-go)')

test.skipIf(!hasGo)('go tool pprof prints what is recorded', { timeout: 600_000 }, () => {
  const script = join(import.meta.dirname, '../go/record.mjs')
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow()
})
