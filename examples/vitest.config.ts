import { defineConfig } from 'vitest/config'
import leak from 'vitest-leak'

export default defineConfig({
  plugins: [leak()],
  // These tests have to pass on a busy machine, too, where looking for who holds a leak takes its time.
  test: { testTimeout: 15_000 },
})
