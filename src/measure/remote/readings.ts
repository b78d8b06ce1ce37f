import { nowMs } from '../../clock.ts'
import { type Readings, readingsOf } from '../growth-readings.ts'
import type { GrowthOptions } from '../options.ts'
import type { RemoteSession } from './session.ts'

/** Ten of them would take more than half of the budget. */
const SLOW_COLLECTION_SHARE = 0.05

/**
 * Readings of a heap in another process. To settle is to settle this process first, the test's connections and unread responses for
 * example, and then the other one, of which a checkpoint is fetched; `take` reads that.
 */
export function remoteReadings(session: RemoteSession, options: GrowthOptions): Readings {
  return {
    ...readingsOf(session.fetched, options),
    *settle(depth, waitMs = 1) {
      const isSlow = this.collectionMs > SLOW_COLLECTION_SHARE * options.budgetMs
      const collections = depth === 'quickly' || isSlow ? 1 : 2
      yield { settle: 'quickly' }
      const startMs = nowMs()
      yield { run: () => session.fetch(collections, waitMs) }
      this.collectionMs = (nowMs() - startMs) / collections
      this.collections += collections
    },
  }
}
