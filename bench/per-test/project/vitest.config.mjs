import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const besides = (file) => fileURLToPath(new URL(file, import.meta.url))
const { BENCH_MODE: mode = 'without', BENCH_EXEC_ARGV } = process.env

const setupFiles = { collected: ['./collect-after-each.mjs'], figures: ['./figures-only.mjs'] }
const options = { plugin: {}, perTest: { perTest: true }, exact: { perTest: { samplingInterval: 1 } } }

const execArgv = BENCH_EXEC_ARGV ? [BENCH_EXEC_ARGV] : []

/** Without the plugin nothing of it is loaded. */
const plugins = options[mode] ? [(await import('vitest-leak')).leak(options[mode])] : []

export default defineConfig({
  plugins,
  resolve: {
    alias: [
      { find: /^zod\/v4$/, replacement: besides('zod/v4/index.ts') },
      { find: /^zod\/mini$/, replacement: besides('zod/mini/index.ts') },
      { find: /^zod$/, replacement: besides('zod/index.ts') },
    ],
  },
  test: {
    include: ['zod/v4/classic/tests/*.test.ts', 'tiny/*.test.mjs'],
    setupFiles: setupFiles[mode] ?? [],
    reporters: ['dot', 'json'],
    pool: 'forks',
    execArgv,
    testTimeout: 60_000,
  },
})
