import { randomUUID } from 'node:crypto'
import type { CheckpointAnswer } from '../heap/remote-protocol.ts'
import { arrayBufferSizesBy } from '../measure/array-buffer-size.ts'
import { MeasurementError } from '../measure/errors.ts'
import { openRecording, type Recording } from '../measure/recording.ts'
import { settleThoroughly } from '../measure/settle.ts'
import { Refusal } from './refusal.ts'
import { currentSampling, startSampling, stopSampling } from './sampling.ts'
import { treeToSend } from './tree-to-send.ts'
import { takeTurn } from './turns.ts'

/** An exact recording that a test in another process has asked for. One at a time, since V8 has one profiler. */
interface Session {
  readonly id: string
  readonly recording: Recording
  readonly arrayBufferSizes: readonly number[]
  /** Ends it unless somebody asks for it within this time. */
  readonly idleMs: number
  readonly end: () => void
  timer?: NodeJS.Timeout
  /** Checkpoints that are being taken. */
  busy: number
}

let current: Session | undefined

export interface RecordHow {
  readonly intervalBytes: number
  readonly stackDepth: number
  readonly idleMs: number
}

/**
 * Opens a recording, which keeps functions in the tier where they are, and begins to record. Takes V8's profiler from the sampling of
 * the heap endpoint, which begins anew afterwards.
 *
 * @throws Refusal 409 when one is open, or something else has the profiler
 */
export function startSession({ intervalBytes, stackDepth, idleMs }: RecordHow): Session {
  const release = takeTurn('a recording')
  const sampled = currentSampling()
  stopSampling()
  const resume = (): void => {
    release()
    try {
      if (sampled) startSampling(sampled.intervalBytes)
    } catch {
      // Somebody else was quicker: who asks for a heap profile next is told so.
    }
  }
  let recording: Recording | undefined
  try {
    recording = openRecording()
    const arrayBufferSizes = [...arrayBufferSizesBy(recording)]
    recording.start(intervalBytes, stackDepth)
    const end = closing(recording, resume)
    current = { id: randomUUID(), recording, arrayBufferSizes, idleMs, end, busy: 0 }
    restartTimer(current)
    return current
  } catch (error) {
    recording?.close()
    resume()
    throw asRefusal(error)
  }
}

/** Records from now on, in place of what was recorded before. */
export function restartSession(id: string | undefined, { intervalBytes, stackDepth }: RecordHow): Session {
  const session = sessionOf(id)
  session.recording.start(intervalBytes, stackDepth)
  restartTimer(session)
  return session
}

/** @param collections full ones, with turns of the event loop before and between them */
export async function sessionCheckpoint(
  id: string | undefined,
  collections: number,
  waitMs: number,
): Promise<CheckpointAnswer> {
  const session = sessionOf(id)
  session.busy++
  try {
    await settleThoroughly(collections, waitMs)
    // It may have been stopped in the meantime.
    sessionOf(id)
    const { tree, arrayBuffersBytes, externalBytes } = session.recording.checkpoint(0)
    return { tree: treeToSend(tree), arrayBuffersBytes, externalBytes }
  } catch (error) {
    throw asRefusal(error)
  } finally {
    session.busy--
    if (session === current) restartTimer(session)
  }
}

/** Leaves the process as it was before. */
export const stopSession = (id: string | undefined): void => sessionOf(id).end()

function closing(recording: Recording, resume: () => void): () => void {
  return () => {
    clearTimeout(current?.timer)
    current = undefined
    try {
      recording.close()
    } catch {
      // Somebody else has ended V8's profile. Nothing may come out of a timer: it would end the server.
    }
    resume()
  }
}

function sessionOf(id: string | undefined): Session {
  if (id === undefined) throw new Refusal(400, "parameter 'id' is missing: give the one that record/start has answered")
  if (current?.id === id) return current
  throw new Refusal(
    404,
    'there is no such recording here: it was stopped, it ended because nobody asked for it any more, or the server runs in several processes',
  )
}

/** Counted from the end of the last request, and no reason for the process to live on. */
function restartTimer(session: Session): void {
  clearTimeout(session.timer)
  session.timer = setTimeout(() => (session.busy > 0 ? restartTimer(session) : session.end()), session.idleMs).unref()
}

const asRefusal = (error: unknown): unknown =>
  error instanceof MeasurementError ? new Refusal(409, error.message) : error
