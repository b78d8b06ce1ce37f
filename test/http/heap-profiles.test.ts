import { afterEach, expect, test, vi } from 'vitest'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { heapProfiles } from '../../src/http/heap-profiles.ts'
import { stopSampling } from '../../src/http/sampling.ts'
import { get, serve } from './serve.ts'

afterEach(stopSampling)

test('lists what there is', async () => {
  const url = await serve(heapProfiles())
  for (const path of ['/debug/pprof', '/debug/pprof/']) {
    const { status, text, headers } = await get(url + path)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(text).toContain('heap?seconds=30')
  }
})

test('what is not below the prefix goes on, or is 404', async () => {
  const alone = await serve(heapProfiles())
  for (const path of ['/', '/debug', '/debug/pprofile', '/x/debug/pprof/heap', '/debug/pprof/cmdline']) {
    const { status, text } = await get(alone + path)
    expect([path, status]).toEqual([path, 404])
    expect(text).toBe('there is nothing at this path; see /debug/pprof/\n')
  }
  const next = vi.fn()
  const handler = heapProfiles()
  const chained = await serve((request, response) =>
    handler(request, response, () => {
      next()
      response.end('mine')
    }),
  )
  expect((await get(`${chained}/debug/pprof/cmdline`)).text).toBe('mine')
  expect((await get(`${chained}/debug/pprof/`)).text).not.toBe('mine')
  expect(next).toHaveBeenCalledTimes(1)
})

test('a router may have cut off the prefix', async () => {
  const handler = heapProfiles()
  const url = await serve((request, response) => {
    Object.assign(request, { baseUrl: '/internal/debug/pprof' })
    handler(request, response)
  })
  expect((await get(`${url}/heap?debug=1`)).status).toBe(200)
  expect((await get(`${url}/other`)).status).toBe(404)
})

test('other methods are 405, with those that there are', async () => {
  const url = await serve(heapProfiles())
  const posted = await get(`${url}/debug/pprof/heap`, { method: 'POST' })
  expect(posted).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  expect(posted.text).toBe('/debug/pprof/heap is asked with GET or HEAD, not with POST\n')
  expect(await get(`${url}/debug/pprof/record/start`)).toMatchObject({ status: 405, headers: { allow: 'POST' } })
})

test.for([
  ['heap?x=1', "there is no parameter 'x', only gc, seconds, debug"],
  ['?x=1', "there is no parameter 'x', and no other one here"],
  ['heap?gc=yes', "parameter 'gc' is 0 or 1, not 'yes'"],
  ['heap?gc=1&gc=0', "parameter 'gc' is there twice: give it once"],
  ['heap?debug=2', "parameter 'debug' is 0 or 1, not '2'"],
  ['heap?seconds=0', "parameter 'seconds' is a number of seconds from 0.1 to 3600, not '0'"],
  ['heap?seconds=-1', "parameter 'seconds' is a number of seconds from 0.1 to 3600, not '-1'"],
  ['heap?seconds=1e3', "parameter 'seconds' is a number of seconds from 0.1 to 3600, not '1e3'"],
  ['heap?seconds=', "parameter 'seconds' is a number of seconds from 0.1 to 3600, not ''"],
  ['heap?seconds=%1b%5b2J', "parameter 'seconds' is a number of seconds from 0.1 to 3600, not '\\x1b[2J'"],
] as const)('%s is 400', async ([path, sentence]) => {
  const url = await serve(heapProfiles())
  const { status, text } = await get(`${url}/debug/pprof/${path}`)
  expect({ status, text }).toEqual({ status: 400, text: `${sentence}\n` })
  expect(isHeapProfilerInUse()).toBe(false)
})

test('HEAD has headers and no body, waits for nothing and starts nothing', async () => {
  const url = await serve(heapProfiles())
  const startedMs = performance.now()
  const { status, headers, body } = await get(`${url}/debug/pprof/heap?seconds=30`, { method: 'HEAD' })
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(body.length).toBe(0)
  expect(performance.now() - startedMs).toBeLessThan(5000)
  expect(isHeapProfilerInUse()).toBe(false)
  expect((await get(`${url}/debug/pprof/heap?seconds=x`, { method: 'HEAD' })).status).toBe(400)
  expect((await get(`${url}/nothing`, { method: 'HEAD' })).status).toBe(404)
})

test('a name that was resolved to this machine is 403', async () => {
  const url = await serve(heapProfiles())
  const { status, text } = await get(`${url}/debug/pprof/heap`, { headers: { host: 'evil.example' } })
  expect(status).toBe(403)
  expect(text).toMatch(/^the Host header names no loopback address: .*\n$/)
  expect(isHeapProfilerInUse()).toBe(false)
})

test('allow is asked with the request', async () => {
  const url = await serve(heapProfiles({ allow: ({ headers }) => headers.authorization === 'Bearer secret' }))
  expect((await get(`${url}/debug/pprof/`)).status).toBe(403)
  const headers = { host: 'app.internal', authorization: 'Bearer secret' }
  expect((await get(`${url}/debug/pprof/`, { headers })).status).toBe(200)
})

test('an allow that throws is 500, and the server lives on', async () => {
  const url = await serve(
    heapProfiles({
      allow: () => {
        throw new Error('no users today')
      },
    }),
  )
  const { status, text } = await get(`${url}/debug/pprof/`)
  expect({ status, text }).toEqual({ status: 500, text: 'the profile could not be taken: no users today\n' })
  expect((await get(`${url}/debug/pprof/`)).status).toBe(500)
})

test('nothing is sampled before the first request, unless start says so', async () => {
  heapProfiles()
  expect(isHeapProfilerInUse()).toBe(false)
  heapProfiles({ start: true, samplingInterval: 4096 })
  expect(isHeapProfilerInUse()).toBe(true)
})

test.for([
  [{ interval: 5 }, "heapProfiles(): there is no option 'interval', only allow, samplingInterval, start"],
  [{ samplingInterval: 0 }, "heapProfiles(): option 'samplingInterval' is a whole number of bytes from 1, not 0"],
  [{ start: 1 }, "heapProfiles(): option 'start' is true or false, not 1"],
  [
    { allow: true },
    "heapProfiles(): option 'allow' is a function that tells whether a request may have a profile, not true",
  ],
] as const)('%j is no option', ([options, sentence]) => {
  expect(() => heapProfiles(options as object)).toThrow(new TypeError(sentence))
})
