import type { RemoteHeap, RemoteRecording } from '../../heap/remote-heap.ts'
import type { Checkpoint, Recording } from '../recording.ts'

/** A remote recording as a course of steps uses it: what takes time comes first, and is there when it is read. */
export interface RemoteSession {
  open(): Promise<void>
  restart(): Promise<void>
  /** Collects garbage over there, and fetches what is alive. */
  fetch(collections: number, waitMs: number): Promise<void>
  /** What was fetched the last time. */
  readonly fetched: Recording
  readonly arrayBufferSizes: ReadonlySet<number>
  /** @returns whether the server is still there. May be called twice, and before it was opened. */
  close(): Promise<boolean>
}

interface SessionHow {
  readonly intervalBytes: number
  readonly budgetMs: number
  readonly signal?: AbortSignal | undefined
}

/** Frames of each stack: those of a framework between Node's and a route's are about 20. Each costs some 75 ns an allocation. */
export const STACK_DEPTH = 32
/** Longer than calls between two checkpoints take. */
const LEAST_IDLE_SECONDS = 30

export function remoteSession(heap: RemoteHeap, { intervalBytes, budgetMs, signal }: SessionHow): RemoteSession {
  let recording: RemoteRecording | undefined
  let last: Omit<Checkpoint, 'calls'> | undefined
  let isClosed = false
  const opened = (): RemoteRecording => {
    if (!recording) throw new Error('the remote recording is not open')
    return recording
  }
  return {
    async open() {
      const idleSeconds = Math.min(3600, Math.max(LEAST_IDLE_SECONDS, Math.ceil((2 * budgetMs) / 1000)))
      const open = await heap.open({ intervalBytes, stackDepth: STACK_DEPTH, idleSeconds, signal })
      recording = open
      // The test was over before the server had answered.
      if (isClosed) await open.stop()
    },
    restart: () => opened().restart(),
    async fetch(collections, waitMs) {
      last = await opened().checkpoint(collections, waitMs)
    },
    fetched: {
      checkpoint(calls) {
        if (!last) throw new Error('nothing was fetched')
        return { calls, ...last }
      },
      // Done by steps of the course, which can wait for the server.
      start() {},
      stop() {},
      setTierUp() {},
      close() {},
    },
    get arrayBufferSizes() {
      return opened().arrayBufferSizes
    },
    async close() {
      isClosed = true
      return (await recording?.stop()) ?? true
    },
  }
}
