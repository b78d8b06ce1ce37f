import { defineConfig } from 'vitest/config'
import leak from 'vitest-leak'

/** For the test that fails on purpose, which `npm test` leaves out. */
export default defineConfig({
  plugins: [leak()],
  test: { include: ['leak.failing.ts'] },
})
