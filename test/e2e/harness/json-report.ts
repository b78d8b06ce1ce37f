export interface TestOutcome {
  readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo'
  /** Error messages and their stacks, as the JSON reporter has them. */
  readonly messages: readonly string[]
  readonly durationMs: number
}

interface JsonReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: TestOutcome['status']
      readonly failureMessages: readonly string[] | null
      readonly duration?: number
    }[]
  }[]
}

/** What Vitest's JSON reporter says of each test, by full name. */
export function outcomesIn(json: string): Map<string, TestOutcome> {
  const { testResults } = JSON.parse(json) as JsonReport
  return new Map(
    testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ fullName, status, failureMessages, duration = 0 }) => [
        fullName.trim(),
        { status, messages: failureMessages ?? [], durationMs: duration },
      ]),
  )
}
