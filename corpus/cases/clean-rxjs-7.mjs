export const packages = { package: 'rxjs@7.8.2' }
export function clean(pkg) {
  const { BehaviorSubject, Subject, debounceTime, firstValueFrom, map, merge, scan, shareReplay, takeUntil } = pkg
  const clock = new BehaviorSubject(0)
  const shared = clock.pipe(
    map((n) => ({ n })),
    shareReplay({ bufferSize: 3, refCount: true }),
  )
  return async () => {
    const stop = new Subject()
    const seen = []
    merge(shared, clock)
      .pipe(
        scan((count) => count + 1, 0),
        takeUntil(stop),
      )
      .subscribe((count) => seen.push(count))
    clock.next(clock.value + 1)
    await firstValueFrom(clock.pipe(debounceTime(1)))
    stop.next()
    return seen
  }
}
