import { type GrowthOutcome, growthCourse } from './growth.ts'
import type { GrowthOptions } from './options.ts'
import { openRecording } from './recording.ts'
import { drive } from './steps.ts'
export function measureOutcome(body: () => unknown, options: GrowthOptions): GrowthOutcome | Promise<GrowthOutcome> {
  const recording = openRecording()
  return drive(growthCourse(recording, options), {
    body,
    settle: options.settle,
    signal: options.signal,
    close: () => recording.close(),
  })
}
