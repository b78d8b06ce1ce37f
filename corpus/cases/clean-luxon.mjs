export const packages = { package: 'luxon@3.7.2' }
export function clean(pkg) {
  const { DateTime, Interval } = pkg
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo']
  let i = 0
  return () => {
    const at = DateTime.fromISO('2024-03-31T01:30:00Z', { zone: zones[i++ % zones.length] }).plus({ hours: i % 50 })
    return at.toFormat('cccc d LLLL yyyy HH:mm') + Interval.after(at, { days: 2 }).splitBy({ hours: 12 }).length
  }
}
