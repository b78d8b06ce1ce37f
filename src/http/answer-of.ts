import type { IncomingMessage, ServerResponse } from 'node:http'
import { PREFIX } from '../heap/remote-protocol.ts'
import { whyRefused } from './access.ts'
import { type Answer, textAnswer } from './answer.ts'
import { answerTo, isEndpoint } from './endpoints.ts'
import type { HeapProfilesOptions } from './options.ts'
import { Refusal } from './refusal.ts'

/** What is asked for. */
export interface Path {
  /** After the prefix and its slash. */
  readonly path: string
  readonly query: URLSearchParams
}

/**
 * What is asked for, if it is one of ours. Where a router has cut off the path that the handler is mounted at, that may have been the
 * prefix itself.
 */
export function pathOf(request: IncomingMessage): Path | undefined {
  const { url = '/', baseUrl = '' } = request as IncomingMessage & { baseUrl?: string }
  const [, whole = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(url) ?? []
  const pathname = baseUrl.endsWith(PREFIX) ? PREFIX + whole : whole
  if (pathname !== PREFIX && !pathname.startsWith(`${PREFIX}/`)) return undefined
  const path = pathname.slice(PREFIX.length + 1)
  return isEndpoint(path) ? { path, query: new URLSearchParams(query) } : undefined
}

/**
 * @param response tells when whoever asks has gone
 * @returns nothing when nobody is there any more
 */
export async function answerOf(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: Path,
  { allow, samplingInterval }: { readonly samplingInterval: number } & Pick<HeapProfilesOptions, 'allow'>,
): Promise<Answer | undefined> {
  const { method = 'GET' } = request
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  // Nothing that is sent with a request is read, but it has to go somewhere.
  request.resume()
  try {
    const reason = whyRefused(request, allow)
    if (reason !== undefined) throw new Refusal(403, reason)
    return await answerTo(path, method, query, { samplingInterval, signal: gone.signal })
  } catch (error) {
    if (gone.signal.aborted) return undefined
    if (error instanceof Refusal) return textAnswer(error.message, error.status, error.headers)
    return textAnswer(`the profile could not be taken: ${error instanceof Error ? error.message : String(error)}`, 500)
  }
}
