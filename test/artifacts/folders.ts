import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** A project's folder. */
export let root = ''
/** One that is not in it. */
export let outside = ''

/** Both are made anew for each test of the file that calls this. */
export function foldersForEachTest(): void {
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'project-')))
    outside = realpathSync(mkdtempSync(join(tmpdir(), 'outside-')))
  })
  afterEach(() => {
    rmSync(root, { recursive: true, force: true })
    rmSync(outside, { recursive: true, force: true })
  })
}
