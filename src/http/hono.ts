import type { IncomingMessage, ServerResponse } from 'node:http'
import { headersOf } from './answer.ts'
import { answerOf, pathOf } from './answer-of.ts'
import { type HeapProfilesOptions, prepared } from './options.ts'

/** What is used of Hono, whose types a project without it does not have. */
interface HonoContext {
  readonly env: unknown
}

/** Of @hono/node-server. */
interface NodeBindings {
  readonly incoming?: IncomingMessage
  readonly outgoing?: ServerResponse
}

/** Whoever asks has gone: nobody reads it. */
const NOBODY = 499

/**
 * `heapProfiles` as a middleware of Hono, on @hono/node-server. Where Hono runs on something else it is not there.
 *
 * @example app.use(honoHeapProfiles())
 */
export function honoHeapProfiles(
  options: HeapProfilesOptions = {},
): (context: HonoContext, next: () => Promise<void>) => Promise<Response | undefined> {
  const how = prepared(options)
  return async ({ env }, next) => {
    const { incoming, outgoing } = (env ?? {}) as NodeBindings
    const path = incoming && pathOf(incoming)
    if (!incoming || !outgoing || !path) {
      await next()
      return undefined
    }
    const answer = await answerOf(incoming, outgoing, path, how)
    if (!answer) return new Response(null, { status: NOBODY })
    const body = incoming.method === 'HEAD' ? null : (answer.body as ConstructorParameters<typeof Response>[0])
    return new Response(body, { status: answer.status, headers: headersOf(answer) })
  }
}
