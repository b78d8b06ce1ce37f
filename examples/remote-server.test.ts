import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { remoteHeap } from 'vitest-leak/http'
import { failureOf } from './failure.ts'

// The requests are made here; the heap that is measured is that of a server in a process of its own.

let server: ChildProcess
let url = ''
beforeAll(async () => {
  server = spawn(process.execPath, [join(import.meta.dirname, 'remote-server.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(server.stdout as NonNullable<typeof server.stdout>, 'data')
  url = String(line).trim()
})
afterAll(async () => {
  server.kill()
  await once(server, 'exit')
})

async function get(path: string): Promise<void> {
  const response = await fetch(url + path)
  await response.text()
}

test('a request to /leak keeps a Visit in the server', { timeout: 60_000 }, async () => {
  const failure = await failureOf(() =>
    expect(() => get('/leak')).not.toLeak({ heap: remoteHeap(url), budget: 20_000 }),
  )

  expect(failure).toMatch(/^expected get\("?'?\/leak"?'?\) not to leak, but each call keeps .* alive/)
  expect(failure).toMatch(/▶ .* recordVisit +remote-server\.mjs:19/)
  expect(failure).toContain('19 │ function recordVisit(request) {')
})

test('a request to /clean keeps nothing', { timeout: 60_000 }, async () => {
  await expect(() => get('/clean')).not.toLeak({ heap: remoteHeap(url), budget: 20_000 })
})
