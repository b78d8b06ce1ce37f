import type { TestModule } from 'vitest/node'
import { nowMs } from '../clock.ts'
import { figuresIn } from '../per-test/figures.ts'
import { count, cutEnd } from '../report/text.ts'

const ON_TERMINAL_EACH_MS = 100
/** A log keeps every line. */
const IN_LOG_EACH_MS = 30_000
const CLEAR_LINE = '\r\x1b[K'

/** Where the line goes: the standard error, as a rule. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface Progress {
  moduleEnded(module: TestModule): void
  /** Takes the line away from a terminal. */
  end(): void
}

/** `12 of 40 files, 310 tests measured, 2 over their limit`, on one line of a terminal, or now and then in a log. */
export function runProgress(files: number, stream: ProgressStream = process.stderr, now = nowMs): Progress {
  const isTerminal = stream.isTTY === true && process.env.TERM !== 'dumb'
  let [ended, measured, over] = [0, 0, 0]
  let lastMs = isTerminal ? -Infinity : now()
  let isThere = false
  return {
    moduleEnded(module) {
      ended++
      for (const test of module.children.allTests()) {
        const figures = figuresIn(test.meta())
        if (!figures || !('retainedBytes' in figures)) continue
        measured++
        if (figures.over?.retain !== undefined || figures.over?.allocate !== undefined) over++
      }
      if (now() - lastMs < (isTerminal ? ON_TERMINAL_EACH_MS : IN_LOG_EACH_MS)) return
      lastMs = now()
      const text = progressText({ ended, files, measured, over })
      // The last column stays free: some terminals begin a new line there.
      stream.write(isTerminal ? CLEAR_LINE + cutEnd(text, (stream.columns ?? 80) - 1) : `${text}\n`)
      isThere = isTerminal
    },
    end() {
      if (isThere) stream.write(CLEAR_LINE)
      isThere = false
    },
  }
}

interface Counts {
  readonly ended: number
  readonly files: number
  readonly measured: number
  readonly over: number
}

const progressText = ({ ended, files, measured, over }: Counts): string => {
  const limits = over > 0 ? `, ${over} over ${over === 1 ? 'its' : 'their'} limit` : ''
  return `${ended} of ${count(files, 'file')}, ${count(measured, 'test')} measured${limits}`
}
