import { performance } from 'node:perf_hooks'
export const packages = { package: 'node' }

export function leaky() {
  return () => {
    performance.mark('start')
    performance.measure('request', 'start')
  }
}
export function clean() {
  return () => {
    performance.mark('start')
    performance.measure('request', 'start')
    performance.clearMarks('start')
    performance.clearMeasures('request')
  }
}
