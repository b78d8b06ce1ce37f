import v8 from 'node:v8'

const CALLS = 100
const WARMUP_CALLS = 10
/** What the process itself allocates and drops meanwhile. */
const NOISE = 5

/** `v8.queryObjects` counts every live object below Object.prototype: a leak if each of 100 calls adds one, give or take a few. */
export async function isLeaking(call, { isAsync }) {
  const repeat = async (calls) => {
    for (let i = 0; i < calls; i++) isAsync ? await call() : call()
    await new Promise(setImmediate)
  }
  await repeat(WARMUP_CALLS)
  // Its first call warns on the next tick, and what printing that allocates would be counted.
  v8.queryObjects(Object, { format: 'count' })
  await new Promise(setImmediate)
  const before = v8.queryObjects(Object, { format: 'count' })
  await repeat(CALLS)
  return v8.queryObjects(Object, { format: 'count' }) - before >= CALLS - NOISE
}
