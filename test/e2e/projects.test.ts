import { expect, test } from 'vitest'
import { allMajors } from './harness/majors.ts'
import { runVitest } from './harness/run-vitest.ts'

const passing = [
  'inherits: clean',
  'inherits: a leak that the config ignores',
  'alone: clean, with a default from a setup file',
  'alone: a leak that the config ignores',
  'own: clean',
  'own: a leak that the config ignores',
  'by hand, one: clean',
  'by hand, two: clean',
]
const failing = ['inherits: a leak', 'alone: a leak', 'own: a leak', 'by hand, one: a leak', 'by hand, two: a leak']

// Projects that inherit the config, one that does not, and one with a config file of its own; globals, the user's own setup files, `vitest-leak/setup` by hand beside
// the plugin, files that are not isolated.
test.for(allMajors)('the matchers are in every project, Vitest %i', async (major, { skip }) => {
  const run = await runVitest('projects', { major })
  if (!run) return skip(`no Node for Vitest ${major} on this platform`)
  for (const name of passing) expect.soft(run.tests.get(name), name).toMatchObject({ status: 'passed' })
  for (const name of failing) {
    const { messages = [] } = run.tests.get(name) ?? {}
    expect.soft(messages, name).toHaveLength(1)
    expect.soft(messages[0], name).toMatch(/^Error: expected open\(\) not to leak/)
  }
  expect(run.tests.size).toBe(passing.length + failing.length)
})
