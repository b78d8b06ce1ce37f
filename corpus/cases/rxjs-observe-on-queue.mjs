export const packages = { leaky: 'rxjs@5.1.0', fixed: 'rxjs@5.2.0' }

// observeOn() schedules one action per value; finished actions must be let go.
export function body(pkg) {
  const Rx = pkg.default
  const source = new Rx.Subject()
  source.observeOn(Rx.Scheduler.queue).subscribe(() => {})
  let i = 0
  return () => {
    source.next({ value: i++ })
  }
}
