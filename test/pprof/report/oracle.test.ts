import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasGoFor } from '../../go.ts'

// Whether what golden.test.ts compares with is still what the installed Go prints.

const hasGo = hasGoFor('recorded output of `go tool pprof`')

test.skipIf(!hasGo)('go tool pprof prints what is recorded', { timeout: 600_000 }, () => {
  const script = join(import.meta.dirname, '../go/record.mjs')
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow()
})
