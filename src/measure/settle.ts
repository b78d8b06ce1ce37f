import { performance } from 'node:perf_hooks'
import { setTimeout as delay, setImmediate as immediate } from 'node:timers/promises'
import { clearKeptObjects, collectGarbage } from '../heap/garbage-collector.ts'

/*
 * Two depths. A quick one is enough to acquit: one collection. A thorough one is for what looks like growth: V8 keeps regular
 * expressions, for example, for two collections after their last use, finalizers run in a task after the one that collected,
 * and sockets take some turns of the loop to close.
 */

/** Timers come from `node:timers/promises`, which fake timers leave alone. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await immediate()
  await delay(1)
}

export function settleQuicklySync(): void {
  clearResourceTimings()
  forgetLastMatch()
  clearKeptObjects()
  collectGarbage()
}

export async function settleQuickly(): Promise<void> {
  await turns(2)
  clearResourceTimings()
  forgetLastMatch()
  collectGarbage()
}

export function settleThoroughlySync(collections: number): void {
  runTicks()
  clearResourceTimings()
  forgetLastMatch()
  for (let i = 0; i < collections; i++) {
    clearKeptObjects()
    collectGarbage()
  }
}

export async function settleThoroughly(collections: number, waitMs = 1): Promise<void> {
  await turns(2)
  if (waitMs > 1) await delay(waitMs)
  clearResourceTimings()
  forgetLastMatch()
  for (let i = 0; i < collections; i++) {
    if (i > 0) await turns(1)
    collectGarbage()
  }
}

/**
 * Node keeps the timings of the last 250 fetches of the process: a buffer of its own, which looks like a leak until it is full. In Jest's jsdom
 * the global `performance` is another one, which has no such list.
 */
function clearResourceTimings(): void {
  if (performance.getEntriesByType('resource').length > 0) performance.clearResourceTimings()
}

/** V8 holds the text of the last match for `RegExp.input`, up to the next one: megabytes, if a body has tested such a text. */
function forgetLastMatch(): void {
  LAST_MATCH.test('')
}
const LAST_MATCH = /^/

/**
 * Runs the queue of `process.nextTick`, on which streams leave work for each call of a synchronous body: until it has run, that work
 * looks like a leak. There is no public way to do it; microtasks cannot be run from within one, see `pendingWork`.
 */
function runTicks(): void {
  const { _tickCallback } = process as unknown as { _tickCallback?: () => void }
  _tickCallback?.()
}
