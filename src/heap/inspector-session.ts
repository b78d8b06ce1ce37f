import { Session } from 'node:inspector'

/** An inspector session on this thread whose heap-profiler calls answer before they return. */
export function openInspector() {
  const session = new Session()
  session.connect()
  return {
    send<T>(method: string, params: Record<string, unknown> = {}): T {
      let answer: { error: Error | null; result: T } | undefined
      session.post(method, params, (error: Error | null, result?: unknown) => {
        answer = { error, result: result as T }
      })
      if (answer === undefined) throw new Error(`${method} did not answer at once`)
      if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
      return answer.result
    },
    close: (): void => session.disconnect(),
  }
}
