import { inspect } from 'node:util'
import { isThenable } from '../measure/body.ts'
import { MeasurementError } from '../measure/errors.ts'
import { subjectOf } from '../report/subject.ts'
import { cutEnd, printable } from '../report/text.ts'

export interface Subject {
  readonly body: () => unknown
  /** What messages call it: `handleRequest()`. */
  readonly name: string
}

/**
 * What `expect(…)` was given, as something to call.
 *
 * @param written how such a function is handed over
 * @throws MeasurementError when it is no function
 */
export function bodyOf(
  received: unknown,
  matcher: string,
  written: (body: string) => string = (body) => `expect(${body})`,
): Subject {
  if (typeof received === 'function') {
    return {
      body: received as () => unknown,
      name: subjectOf(received.name, Function.prototype.toString.call(received)),
    }
  }
  if (isThenable(received)) {
    throw new MeasurementError(
      `${matcher}() calls a function again and again, but was given a promise, which is the result of one call: pass the function, ${written('() => query()')}`,
    )
  }
  const value = cutEnd(printable(inspect(received, { depth: 0, breakLength: Infinity })), 60)
  throw new MeasurementError(
    `${matcher}() needs a function to call, but was given ${value}: write ${written('() => …')}`,
  )
}
