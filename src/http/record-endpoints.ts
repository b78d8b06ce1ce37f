import { PROTOCOL, type StartAnswer } from '../heap/remote-protocol.ts'
import { type Answer, jsonAnswer, textAnswer } from './answer.ts'
import type { Asked } from './endpoints.ts'
import { type RecordHow, restartSession, sessionCheckpoint, startSession, stopSession } from './record-session.ts'

export const START_PARAMETERS = ['interval', 'depth', 'idle', 'id']
export const CHECKPOINT_PARAMETERS = ['id', 'gc', 'wait']
export const STOP_PARAMETERS = ['id']

const INTERVAL = { least: 1, most: 2 ** 30, isWhole: true, unit: 'bytes' }
const DEPTH = { least: 1, most: 128, isWhole: true, unit: 'frames' }
const IDLE = { least: 1, most: 3600, unit: 'seconds' }
const COLLECTIONS = { least: 1, most: 10, isWhole: true, unit: 'collections' }
const WAIT = { least: 1, most: 10_000, isWhole: true, unit: 'milliseconds' }

/** Without an id a new recording; with one, that recording from the beginning. */
export function startAnswer({ parameters }: Asked): Answer {
  const id = parameters.text('id')
  const how: RecordHow = {
    intervalBytes: parameters.number('interval', INTERVAL) ?? 1,
    stackDepth: parameters.number('depth', DEPTH) ?? 32,
    idleMs: 1000 * (parameters.number('idle', IDLE) ?? 30),
  }
  const session = id === undefined ? startSession(how) : restartSession(id, how)
  const { arrayBufferSizes } = session
  return jsonAnswer({ protocol: PROTOCOL, id: session.id, arrayBufferSizes } satisfies StartAnswer)
}

export async function checkpointAnswer({ parameters }: Asked): Promise<Answer> {
  const collections = parameters.number('gc', COLLECTIONS) ?? 2
  const waitMs = parameters.number('wait', WAIT) ?? 1
  return jsonAnswer(await sessionCheckpoint(parameters.text('id'), collections, waitMs))
}

export function stopAnswer({ parameters }: Asked): Answer {
  stopSession(parameters.text('id'))
  return textAnswer('stopped')
}
