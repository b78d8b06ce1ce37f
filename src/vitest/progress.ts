import { writeSync } from 'node:fs'
import { nowMs } from '../clock.ts'
import { workerState } from './worker-state.ts'

const FIRST_AFTER_MS = 1000
const THEN_EACH_MS = 250
const STDERR = 2
const CLEAR_LINE = '\r\x1b[K'

export interface ProgressLine {
  /** @param isLong whether more than a second is still to come before the next word */
  tell(what: string, share?: number, isLong?: boolean): void
  /** Takes the line away again. */
  end(): void
}

/**
 * A line on the terminal that says what takes longer than a second; nothing where nobody looks on. Written past Vitest's capture of
 * the console, which waits for a turn of the event loop.
 */
export function progressLine(isTerminal = workerState.provided.terminal === true): ProgressLine {
  if (!isTerminal) return { tell: () => {}, end: () => {} }
  const startMs = nowMs()
  let lastMs = -Infinity
  let isThere = false
  const write = (text: string): void => {
    try {
      writeSync(STDERR, text)
    } catch {
      // A terminal that is gone, or a pipe that is full: nothing is lost but a line that would be taken away.
    }
  }
  return {
    tell(what, share, isLong = false) {
      const now = nowMs()
      if (!isLong && (now - startMs < FIRST_AFTER_MS || now - lastMs < THEN_EACH_MS)) return
      lastMs = now
      isThere = true
      const percent = share === undefined ? '' : ` ${Math.round(100 * share)} %`
      write(`${CLEAR_LINE}vitest-leak: ${what}${percent}, ${Math.round((now - startMs) / 1000)} s`)
    },
    end() {
      if (isThere) write(CLEAR_LINE)
      isThere = false
    },
  }
}
