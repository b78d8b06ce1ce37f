import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve as serveHono } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { fastifyHeapProfiles, heapProfiles, honoHeapProfiles } from '../../src/http/index.ts'
import { stopSampling } from '../../src/http/sampling.ts'
import { get, serve } from './serve.ts'

afterEach(stopSampling)

type Mounted = (prefix: string) => Promise<string>

const onExpress: Mounted = (prefix) => {
  const app = express()
  if (prefix) app.use(prefix, heapProfiles())
  else app.use(heapProfiles())
  app.get('/hello', (_request, response) => void response.send('hello'))
  return serve(app)
}

const onExpressByPath: Mounted = (prefix) => {
  const app = express()
  app.use(`${prefix}/debug/pprof`, heapProfiles())
  app.get('/hello', (_request, response) => void response.send('hello'))
  return serve(app)
}

const onFastify: Mounted = async (prefix) => {
  const app = fastify()
  await app.register(fastifyHeapProfiles, { prefix })
  app.get('/hello', async () => 'hello')
  onTestFinished(() => app.close())
  return app.listen({ port: 0, host: '127.0.0.1' })
}

const onHono: Mounted = async () => {
  const app = new Hono()
  app.use(honoHeapProfiles())
  app.get('/hello', (context) => context.text('hello'))
  const server = serveHono({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe.for([
  ['Express 5', onExpress, ''],
  ['Express 5, below a path', onExpress, '/internal'],
  ['Express 5, at the path itself', onExpressByPath, ''],
  ['Fastify 5', onFastify, ''],
  ['Fastify 5, below a path', onFastify, '/internal'],
  ['Hono 4', onHono, ''],
] as const)('%s', ([, mounted, prefix]) => {
  test('serves profiles beside its routes', async () => {
    const url = await mounted(prefix)
    const base = `${url}${prefix}/debug/pprof`
    const heap = await get(`${base}/heap?gc=1`)
    expect(heap).toMatchObject({ status: 200, headers: { 'content-type': 'application/octet-stream' } })
    expect([...heap.body.subarray(0, 2)]).toEqual([0x1f, 0x8b])
    expect((await get(base)).text).toContain('heap?seconds=30')
    expect((await get(`${base}/heap?debug=1`)).text).toContain('inuse_space')
    expect(await get(`${base}/heap`, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
    expect((await get(`${base}/heap`, { method: 'DELETE' })).status).toBe(405)
    expect((await get(`${base}/heap?gc=2`)).status).toBe(400)
    expect((await get(`${base}/heap`, { headers: { host: 'evil.example' } })).status).toBe(403)
    expect((await get(`${base}/cmdline`)).status).toBe(404)
    expect((await get(`${url}/hello`)).text).toBe('hello')
    expect((await get(`${url}/nothing`)).status).toBe(404)
  })

  test('records', async () => {
    const base = `${await mounted(prefix)}${prefix}/debug/pprof/record`
    const started = await get(`${base}/start`, { method: 'POST' })
    expect(started.status).toBe(200)
    const { id } = JSON.parse(started.text)
    expect(JSON.parse((await get(`${base}/checkpoint?id=${id}`)).text)).toHaveProperty('tree')
    expect((await get(`${base}/stop?id=${id}`, { method: 'POST' })).text).toBe('stopped\n')
  })
})

test("Hono without Node's server, as in app.request(), has no profiles", async () => {
  const app = new Hono()
  app.use(honoHeapProfiles())
  expect((await app.request('/debug/pprof/heap')).status).toBe(404)
})
