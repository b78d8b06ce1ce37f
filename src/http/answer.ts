import type { ServerResponse } from 'node:http'
import { OURS_HEADER } from '../heap/remote-protocol.ts'

/** What an endpoint answers. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

export const textAnswer = (text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body: `${text}\n`,
})

export const jsonAnswer = (value: unknown): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
})

/** Of every answer, and its own. */
export const headersOf = ({ headers }: Answer): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  [OURS_HEADER]: '1',
  ...headers,
})

/** @param withBody not for HEAD */
export function send(response: ServerResponse, answer: Answer, withBody: boolean): void {
  // Whoever asked has gone, or somebody else has answered.
  if (response.destroyed || response.headersSent) return
  const length = withBody ? { 'Content-Length': Buffer.byteLength(answer.body) } : {}
  response.writeHead(answer.status, { ...headersOf(answer), ...length })
  response.end(withBody ? answer.body : undefined)
}
