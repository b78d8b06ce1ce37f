import { bodyOf } from '../matchers/body.ts'
import { callSiteOf } from '../matchers/call-site.ts'
import { MeasurementError } from '../measure/errors.ts'
import { problemWith, RETENTION_OPTIONS } from '../options.ts'
import type { Retention, RetentionOptions } from './retention.ts'

/**
 * Measures, without any test runner, whether a function keeps more memory with every call, and who made and who holds what it keeps.
 *
 * The same measurement as that of `expect(fn).not.toLeak()`: it calls the function some dozens to thousands of times, with full collections
 * between. Afterwards V8's heap profiler is stopped and its flags are as they were. No file is written unless `profiles` or
 * `explain: { snapshot: true }` asks for it.
 *
 * @param body called with nothing; where it returns a promise, each call is awaited before the next
 * @param options see `RetentionOptions`: `budget` in milliseconds, `samplingInterval` in bytes, `warmup` and `maxCalls` in calls
 * @returns always a promise, of frozen plain data: the verdict, figures per call in bytes and objects, call sites and holders
 * @throws (rejects with) what the body throws, as it is; MeasurementError for wrong arguments, and where a measurement is running already
 *   or something else uses the heap profiler
 * @example
 * const { verdict, bytesPerCall, holders, message } = await measureRetention(() => handleRequest())
 * if (verdict !== 'clean') console.error(message())
 */
export async function measureRetention(body: () => unknown, options?: RetentionOptions): Promise<Retention> {
  const place = callSiteOf(measureRetention)
  try {
    const subject = bodyOf(body, measureRetention.name, (written) => `measureRetention(${written})`)
    const problem = problemWith(options, RETENTION_OPTIONS)
    if (problem) throw new MeasurementError(`${measureRetention.name}(): ${problem}`)
    // Configs, which import the plugin from the same module, do without what measures: 50 ms.
    const { retentionOf } = await import('./retention-of.ts')
    return await retentionOf(subject, options)
  } catch (error) {
    throw place.placeOwn(error)
  }
}
