import { expect, test } from 'vitest'
import { allMajors } from './harness/majors.ts'
import { runVitest } from './harness/run-vitest.ts'

/** What the user's own mocks keep of the user's. */
const leaking = {
  'a shared mock keeps what it is called with': /^Error: expected send\(payload\(\)\) not to leak[\s\S]*mockClear\(\)/,
  'a shared mock keeps what it returns': /^Error: expected load\(\) not to leak[\s\S]*mockClear\(\)/,
  'a leak beside a mock made in the body': /^Error: expected keep\(\) not to leak/,
}

const passing = [
  'an assertion on resolves in the body',
  'a mock made in the body',
  'a spy made in the body, and restored',
  'a shared mock, cleared in the body',
  'a shared mock, cleared by settle',
  'mocks made outside of the body keep their calls',
  'spies made outside of the body can still be restored, all at once',
]

test.for(allMajors)(
  'what the test runner keeps is no leak, what its mocks keep is: Vitest %i',
  async (major, { skip }) => {
    const run = await runVitest('mocks', { major })
    if (!run) return skip(`no Node for Vitest ${major} on this platform`)
    for (const name of passing) expect.soft(run.tests.get(name), name).toMatchObject({ status: 'passed', messages: [] })
    for (const [name, text] of Object.entries(leaking)) {
      const { messages = [] } = run.tests.get(name) ?? {}
      expect.soft(messages, name).toHaveLength(1)
      expect.soft(messages[0], name).toMatch(text)
    }
    // Vitest's own affair: it warns, and from 5 on fails.
    const unawaited = run.tests.get('an assertion that nobody awaits in the body')
    expect.soft(unawaited?.status).toBe(major < 5 ? 'passed' : 'failed')
    expect
      .soft(major < 5 ? run.text : unawaited?.messages.join('\n'))
      .toContain('resolves.toBe(expected)` was not awaited')
    expect(run.tests.size).toBe(passing.length + Object.keys(leaking).length + 1)
  },
)
