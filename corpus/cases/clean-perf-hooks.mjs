import { createHistogram, PerformanceObserver, performance } from 'node:perf_hooks'
import { setImmediate as turn } from 'node:timers/promises'
export const packages = { package: 'node' }

export function clean() {
  const histogram = createHistogram()
  return async () => {
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) histogram.record(Math.ceil(duration) + 1)
    })
    observer.observe({ entryTypes: ['measure'] })
    performance.mark('start')
    performance.measure('work', 'start')
    await turn()
    observer.disconnect()
    performance.clearMarks()
    performance.clearMeasures()
    return histogram.percentile(50)
  }
}
