import { MeasurementError } from '../measure/errors.ts'

/** The line on which a person wrote `expect(…)`. */
export interface CallSite {
  /** The error with this line as its place, where code frames of test runners point. */
  place<E>(error: E): E
  /** Places what this package has thrown, and leaves alone what the body has. */
  placeOwn<E>(error: E): E
}

/** An assertion in the body of another has its place already. */
const placed = new WeakSet<object>()

/** Between a matcher and the line that asks for it. */
const EXPECT_FRAME = /[\\/]node_modules[\\/](?:expect|vitest|@vitest[\\/]expect|chai)[\\/]/

// As the test runner has set it up: a test may have put something of its own there, which returns no text, or throws.
const { captureStackTrace, prepareStackTrace } = Error
const FRAMES = 10
const DEEP_FRAMES = 100

interface Here {
  readonly stack?: unknown
}

/** With enough frames, however many the test wants. */
function captured(matcher: (...args: never) => unknown): Here {
  const here: Here = {}
  const { stackTraceLimit } = Error
  set('stackTraceLimit', Math.max(FRAMES, Number(stackTraceLimit) || 0))
  captureStackTrace(here, matcher)
  set('stackTraceLimit', stackTraceLimit)
  return here
}

/** Stacks that are made in it are texts, whatever the test has put in the runner's place. */
export function withStackTexts<Result>(act: () => Result): Result {
  const { prepareStackTrace: ofTest, stackTraceLimit } = Error
  try {
    set('prepareStackTrace', prepareStackTrace)
    // From here the line of the test is further up than ten frames.
    set('stackTraceLimit', DEEP_FRAMES)
    return act()
  } finally {
    set('prepareStackTrace', ofTest)
    set('stackTraceLimit', stackTraceLimit)
  }
}

/** V8 makes it a text when it is asked for. */
const textOf = (here: Here): string => withStackTexts(() => String(here.stack ?? ''))

/** Where `Error` is frozen, it stays as it is. */
const set = (key: 'stackTraceLimit' | 'prepareStackTrace', value: unknown): boolean => Reflect.set(Error, key, value)

function userFrames(stack: string): string[] {
  const frames = stack.split('\n').slice(1)
  const first = frames.findIndex((frame) => !EXPECT_FRAME.test(frame))
  return frames.slice(Math.max(0, first))
}

/**
 * Taken while the matcher is on the stack: errors that are made later, or deeper, would point into this package.
 *
 * @param matcher the function that was given to `expect.extend`
 */
export function callSiteOf(matcher: (...args: never) => unknown): CallSite {
  const here = captured(matcher)
  const place = <E>(error: E): E => {
    if (error instanceof Error && !placed.has(error)) {
      placed.add(error)
      error.stack = `${error.name}: ${error.message}\n${userFrames(textOf(here)).join('\n')}`
    }
    return error
  }
  return { place, placeOwn: (error) => (error instanceof MeasurementError ? place(error) : error) }
}
