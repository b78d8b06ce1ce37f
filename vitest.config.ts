import { defineConfig } from 'vitest/config'

const fixtures = ['test/**/fixtures/**']
const installing = ['test/e2e/**/*.test.ts', 'test/types/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...fixtures, ...installing] } },
      {
        test: {
          name: 'e2e',
          include: installing,
          exclude: fixtures,
          globalSetup: ['test/e2e/harness/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          // Whole processes on whatever machine this is: one of them may be starved of time once.
          retry: 1,
          // After the unit tests: some of those look at the clock.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
