export const packages = { package: 'dayjs@1.11.23' }
export async function clean(pkg, { load }) {
  const dayjs = pkg.default
  dayjs.extend((await load('dayjs/plugin/relativeTime.js')).default)
  const start = dayjs('2024-01-31')
  let i = 0
  return () =>
    start
      .add(i++ % 40, 'day')
      .endOf('month')
      .format('dddd D MMMM YYYY') + dayjs(0).from(dayjs(86_400_000))
}
