import { setTimeout as delay } from 'node:timers/promises'
import { collectGarbage } from '../heap/garbage-collector.ts'
import { originOf } from '../measure/recording.ts'
import { diffBase } from '../profile/diff.ts'
import { profileFromTree } from '../profile/from-v8.ts'
import { mapPositions } from '../profile/map.ts'
import type { Profile } from '../profile/profile.ts'
import { type Answer, textAnswer } from './answer.ts'
import { encodeHeap } from './encode-heap.ts'
import type { Asked } from './endpoints.ts'
import { heapText } from './heap-text.ts'
import { aboutProcess } from './process-memory.ts'
import { type Sampling, startSampling } from './sampling.ts'
import { inSource } from './source-place.ts'
import { refuseDuring, takeTurn } from './turns.ts'

export const HEAP_PARAMETERS = ['gc', 'seconds', 'debug']
const SECONDS = { least: 0.1, most: 3600, unit: 'seconds' }

/** Go's `/debug/pprof/heap`: what is alive, or with `seconds` how much more is after them than before. */
export async function heapAnswer({ parameters, samplingInterval, signal, isHead }: Asked): Promise<Answer> {
  const isCollecting = parameters.flag('gc')
  const isText = parameters.flag('debug')
  const seconds = parameters.number('seconds', SECONDS)
  refuseDuring('a recording')
  if (isHead) return isText ? textAnswer('') : profileAnswer('')
  const read = (sampling: Sampling): Profile => {
    if (isCollecting) collectGarbage()
    return profileOf(sampling)
  }
  const release = seconds === undefined ? () => {} : takeTurn('a delta profile')
  try {
    const sampling = startSampling(samplingInterval)
    const base = seconds === undefined ? [] : read(sampling)
    if (seconds !== undefined) await delay(seconds * 1000, undefined, { signal })
    const profile = diffBase(read(sampling), base)
    const about = aboutProcess(sampling)
    if (isText) return textAnswer(heapText(profile, about))
    const durationMs = seconds === undefined ? Date.now() - sampling.sinceMs : seconds * 1000
    const options = {
      labels: {},
      timeNanos: nanos(Date.now()),
      durationNanos: nanos(durationMs),
      samplingIntervalBytes: sampling.intervalBytes,
    }
    return profileAnswer(encodeHeap(profile, options, about))
  } finally {
    release()
  }
}

const nanos = (ms: number): bigint => BigInt(Math.round(ms)) * 1_000_000n

/** In source positions, where there are source maps, and without what this package has allocated. */
const profileOf = (sampling: Sampling): Profile =>
  mapPositions(
    profileFromTree(sampling.read(), ({ file }) => originOf(file) === 'own'),
    inSource,
  )

const profileAnswer = (body: string | Uint8Array): Answer => ({
  status: 200,
  headers: {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="heap.pb.gz"',
  },
  body,
})
