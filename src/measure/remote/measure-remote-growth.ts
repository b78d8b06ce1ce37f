import type { RemoteHeap } from '../../heap/remote-heap.ts'
import { type Body, isThenable } from '../body.ts'
import { MeasurementError } from '../errors.ts'
import { type GrowthResult, growthResult } from '../growth-result.ts'
import type { GrowthOptions } from '../options.ts'
import { type Drive, drive } from '../steps.ts'
import { remoteGrowthCourse } from './course.ts'
import { remoteSession } from './session.ts'

/**
 * Whether a body makes another process keep more memory with every further call: the body runs here, the heap is the server's.
 * Frames of the result are in source positions already.
 *
 * @throws MeasurementError when the server cannot be measured, and whatever the body throws, as it is
 */
export async function measureRemoteGrowth(body: Body, heap: RemoteHeap, options: GrowthOptions): Promise<GrowthResult> {
  const { budgetMs, samplingInterval: intervalBytes = 1, settle, signal } = options
  const session = remoteSession(heap, { intervalBytes, budgetMs, signal })
  const how: Drive = {
    body: asynchronous(body),
    settle,
    signal,
    asynchronous: true,
    close: () => void session.close(),
  }
  try {
    const outcome = await drive(remoteGrowthCourse(session, options), how)
    // The next measurement of this server can begin at once.
    await session.close()
    return growthResult(outcome)
  } catch (error) {
    const isThere = await session.close()
    if (isThere || error instanceof MeasurementError) throw error
    throw new MeasurementError(
      `the server went away while it was measured (${messageOf(error)}): see what it printed before it ended`,
      { cause: error },
    )
  }
}

/** Of `fetch failed` the cause says more. */
function messageOf(error: unknown): string {
  const { message, cause } = error as Error
  const { code } = (cause ?? error) as NodeJS.ErrnoException
  return code ?? message ?? String(error)
}

const asynchronous =
  (body: Body): Body =>
  () => {
    const result = body()
    if (isThenable(result)) return result
    throw new MeasurementError(
      'the body returned no promise, and the heap of another process is measured between requests that were awaited: make the body async and await them in it',
    )
  }
