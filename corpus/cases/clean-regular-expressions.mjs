export const packages = { package: 'node' }
export function clean() {
  const log = /^(?<level>\w+) \[(?<at>[^\]]+)\] (?<text>.*)$/gmu
  const text = 'info [10:00] started\nwarn [10:01] slow: 12 ms\nerror [10:02] no'
  let i = 0
  return () => {
    const parts = [...text.matchAll(log)].map(({ groups }) => groups.level)
    const own = new RegExp(`(${i++})|(?<!\\d)1\\d+`, 'y')
    return parts.concat(text.replace(/(\d+):(\d+)/g, (_, hours, minutes) => `${minutes}.${hours}`).split(own)).length
  }
}
