import { test } from 'vitest'
import { explainLeak } from '../../src/explain/explain-leak.ts'
import { growthOf } from '../measure/measured.ts'
const kept: object[] = []
class P { x: number; y: number; constructor(x: number, y: number) { this.x = x; this.y = y } }
const get = (o: any, k: number) => o.a + k
function hot(o: any, i: number): any { const p = new P(i, i + 0.5); const q = { p, z: [i] }; const v = get(o, i); return q.p.x + q.p.y + v + (q.z[0] as number) }
let odd = false
let n = 0
function keep(): void { n++; kept.push({ n, v: hot(odd ? { b: 1, a: `x${n}` } : { a: 1 }, n) }) }
test('crash', { timeout: 90_000 }, async () => {
  const growth = growthOf(keep, { maxCalls: 512 })
  for (let round = 0; round < 8; round++) {
    for (let i = 0; i < 3e5; i++) hot({ a: 1 }, i)
    await new Promise((r) => setTimeout(r, 30))
    for (let i = 0; i < 3e5; i++) hot({ a: 1 }, i)
    odd = true
    const e = explainLeak({ body: keep, sites: growth.sites.map((s) => ({ ...s, isTable: false })), keptBytesPerCall: 64, callsBefore: 600, timeMs: 20000, maxHeapBytes: Infinity, isAsynchronous: false }) as any
    console.log(round, e.reason ?? e.sites.length)
    odd = false
  }
})
