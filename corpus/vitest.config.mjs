import { defineConfig } from 'vitest/config'
import leak from 'vitest-leak'

/** As a user has it: defaults, but for one process after the other, so that bodies neither share a heap nor a processor. */
export default defineConfig({
  plugins: [leak()],
  test: {
    include: ['.runs/*.test.mjs'],
    pool: 'forks',
    isolate: true,
    fileParallelism: false,
    silent: true,
    dangerouslyIgnoreUnhandledErrors: true,
  },
})
