import { nowMs } from '../clock.ts'
import { openInspector } from './inspector-session.ts'
import { rest } from './rest.ts'
import { setNumbers, switchOff } from './v8-flags.ts'

/*
 * What a call allocates depends on the compilers: what they inline, and which objects their escape analysis does without. Figures are
 * those of the code that V8 ends with, so it has to get there, soon and always.
 */

type Numbers = Readonly<Record<string, readonly [value: number, byDefault: number]>>

const SOONER_FROM_22: Numbers = {
  'invocation-count-for-maglev': [100, 400],
  'invocation-count-for-turbofan': [300, 3000],
}

/** By Node major, which has one V8: a flag can be set but not read, and others have other defaults. From `node --v8-options`. */
const SOONER: Readonly<Record<number, Numbers>> = {
  20: { 'interrupt-budget': [7000, 67_584] },
  22: SOONER_FROM_22,
  24: { ...SOONER_FROM_22, 'maglev-allocation-folding': [0, 1] },
  26: { ...SOONER_FROM_22, 'maglev-allocation-folding': [0, 2] },
}

/**
 * Makes optimised code come a tenth as late as usual, and make each object by itself: V8 allocates neighbours in one piece
 * (allocation folding), which then count as one. Inlining and escape analysis stay on. Returns what restores all of it.
 */
export function hurryTierUp(): () => void {
  const restoreFolding = switchOff(['turbo-allocation-folding'])
  const restoreNumbers = setNumbers(SOONER[Number(process.versions.node.split('.')[0])] ?? {})
  return () => {
    restoreFolding()
    restoreNumbers()
  }
}

/**
 * Throws away all optimised code, which was compiled under other flags; the functions rise again with their feedback. Precise coverage
 * does so, and only that (`Coverage::SelectMode` in V8's src/debug/debug-coverage.cc): so this is not for runs that take coverage,
 * whose counts it would end.
 */
export function deoptimiseAll(): void {
  const inspector = openInspector()
  try {
    inspector.send('Profiler.enable')
    inspector.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
    inspector.send('Profiler.stopPreciseCoverage')
    inspector.send('Profiler.disable')
  } finally {
    inspector.close()
  }
}

// Before a test can replace it.
const { cpuUsage } = process

const LOOK_MS = 1
const BUSY_SHARE = 0.3
const IDLE_LOOKS = 2
/** A rest that took much longer than asked for: others want the processor too, and the compilers have to wait for it. */
const LATE_MS = 0.6
const IDLE_LOOKS_UNDER_LOAD = 12
const MOST_WAITING_MS = 100

/**
 * Waits, without the event loop, until V8's compilers have come to an end: they work on threads of their own, and this thread, which
 * waits, takes no time of the processor.
 */
export function waitForCompilers(): void {
  const startedMs = nowMs()
  let needed = IDLE_LOOKS
  for (let idle = 0; idle < needed && nowMs() - startedMs < MOST_WAITING_MS; ) {
    const beforeMs = nowMs()
    const before = cpuUsage()
    rest(LOOK_MS)
    const { user, system } = cpuUsage(before)
    const tookMs = nowMs() - beforeMs
    if (tookMs > LOOK_MS + LATE_MS) needed = IDLE_LOOKS_UNDER_LOAD
    idle = (user + system) / 1000 > BUSY_SHARE * tookMs ? 0 : idle + 1
  }
}

/** Milliseconds of the processor's time that this process has taken so far, on all its threads: a clock that load does not make faster. */
export function cpuMs(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1000
}
