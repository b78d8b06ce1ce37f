import { nowMs } from '../clock.ts'

/** Many turns of the scheduler. */
const WATCHED_MS = 100

/**
 * How many times as long as alone everything takes on a machine that has other work too: 1 where nothing else runs. Busy for 100 ms.
 */
export function slowness(): number {
  const before = process.cpuUsage()
  const startMs = nowMs()
  while (nowMs() - startMs < WATCHED_MS);
  const { user, system } = process.cpuUsage(before)
  return Math.max(1, (1000 * (nowMs() - startMs)) / Math.max(1, user + system))
}
