export const packages = { package: 'date-fns@4.4.0' }
export function clean(pkg) {
  const { addDays, differenceInDays, eachDayOfInterval, format, parseISO } = pkg
  let i = 0
  return () => {
    const start = parseISO('2024-02-27')
    const end = addDays(start, i++ % 30)
    return format(end, 'EEEE, d MMMM yyyy') + differenceInDays(end, start) + eachDayOfInterval({ start, end }).length
  }
}
