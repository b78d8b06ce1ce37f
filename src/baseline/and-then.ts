import { isThenable } from '../measure/body.ts'

/** `next` of what was measured, at once or later: a promise exactly if this is one, with what that says of itself when nobody awaits it. */
export function andThen<Result, Next>(
  measured: Result | Promise<Result>,
  next: (result: Result) => Next | Promise<Next>,
): Next | Promise<Next> {
  if (!isThenable(measured)) return next(measured)
  const { unawaited } = measured as { unawaited?: string }
  return Object.assign((measured as Promise<Result>).then(next), unawaited === undefined ? {} : { unawaited })
}
