/** What bodies throw that fail on purpose. */
export const error = new Error('own')

/** What an act throws. */
export function caughtFrom(act: () => unknown): unknown {
  try {
    act()
  } catch (thrown) {
    return thrown
  }
  return 'nothing'
}

/** A body that throws at one of its calls. */
export const failingAt = (at: number) => {
  let calls = 0
  return (): void => {
    if (++calls === at) throw error
  }
}
