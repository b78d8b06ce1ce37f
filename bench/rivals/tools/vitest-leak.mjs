import { expect } from 'expect'
import * as matchers from 'vitest-leak/matchers'

expect.extend(matchers)

/** As outside of Vitest: its matcher in Jest's stand-alone `expect`, at default settings. */
export async function isLeaking(call) {
  try {
    await expect(call).not.toLeak()
    return false
  } catch (error) {
    if (/ not to leak, but each call keeps /.test(error.message)) return true
    throw error
  }
}
