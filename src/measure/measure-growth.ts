import { type Course0, growthCourse } from './growth.ts'
import type { GrowthOptions } from './options.ts'
import { openRecording } from './recording.ts'
import { drive } from './steps.ts'
export function measureGrowth(body: () => unknown, options: GrowthOptions): Course0 | Promise<Course0> {
  const recording = openRecording()
  return drive(growthCourse(recording, options), { body, settle: options.settle, signal: options.signal, close: () => recording.close() })
}
