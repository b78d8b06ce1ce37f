import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { heapProfiles } from '../../src/http/heap-profiles.ts'
import { stopSampling } from '../../src/http/sampling.ts'
import { hasGoFor } from '../go.ts'
import { serve } from './serve.ts'

const hasGo = hasGoFor('`go tool pprof http://…`')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pprof-http-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(stopSampling)

let kept: unknown[] = []
function keepArrays(count: number): void {
  for (let i = 0; i < count; i++) kept.push(new Array(1000).fill(i))
}

async function pprof(...args: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)('go', ['tool', 'pprof', ...args], {
    env: { ...process.env, PPROF_TMPDIR: folder, HOME: folder },
  })
  return stdout + stderr
}

describe.skipIf(!hasGo)('go tool pprof', { timeout: 60_000 }, () => {
  test('reads a running server', async () => {
    const url = `${await serve(heapProfiles({ start: true, samplingInterval: 4096 }))}/debug/pprof/heap`
    keepArrays(1000)
    const text = await pprof('-top', url)
    expect(text).toMatch(/^Type: inuse_space$/m)
    expect(text).toMatch(/keepArrays/)
    expect(await pprof('-top', '-sample_index=inuse_objects', url)).toMatch(/^Type: inuse_objects$/m)
    expect(await pprof('-comments', url)).toMatch(/^process \d+, Node /m)
    expect(await pprof('-list=keepArrays', url)).toMatch(/new Array\(1000\)/)
    kept = []
  })

  test('waits for a delta with -seconds', async () => {
    const url = `${await serve(heapProfiles({ start: true, samplingInterval: 4096 }))}/debug/pprof/heap`
    const timer = setInterval(() => keepArrays(50), 50)
    const text = await pprof('-top', '-seconds=1', url)
    clearInterval(timer)
    kept = []
    expect(text).toMatch(/keepArrays/)
    expect(text).toMatch(/Duration: 1s/)
  })
})
