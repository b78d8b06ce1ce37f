import { GCProfiler } from 'node:v8'

/** Counts the collections until it is asked: minor, major, or a step of an incremental one. */
export function countCollections(): () => number {
  const profiler = new GCProfiler()
  profiler.start()
  return () => profiler.stop().statistics.length
}
