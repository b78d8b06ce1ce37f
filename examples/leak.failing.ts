import { afterAll, beforeAll, expect, test } from 'vitest'
import { start, stop } from './src/server.ts'

let url = ''
beforeAll(async () => {
  url = await start()
})
afterAll(stop)

async function get(path: string): Promise<void> {
  const response = await fetch(url + path)
  await response.text()
}

test('a request keeps nothing', async () => {
  await expect(() => get('/leaky-endpoint')).not.toLeak()
})
