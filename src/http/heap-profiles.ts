import type { IncomingMessage, ServerResponse } from 'node:http'
import { PREFIX } from '../heap/remote-protocol.ts'
import { send, textAnswer } from './answer.ts'
import { answerOf, pathOf } from './answer-of.ts'
import { type HeapProfilesOptions, prepared } from './options.ts'

/** For `node:http`, Express, Connect and what is like them. */
export type HeapProfilesHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void

/**
 * A request handler that serves heap profiles of this process as Go's net/http/pprof does: `GET /debug/pprof/heap`, for `go tool pprof`
 * and `vitest-leak top`. What is not below `/debug/pprof/` goes on to `next()`, or is answered 404 where there is none.
 *
 * Answers this machine alone, unless `allow` says otherwise. Nothing runs before the first request, unless `start` is set: from then
 * on one allocation in every 512 kB is sampled.
 *
 * @throws TypeError for an option that is not known or not valid
 * @example createServer(heapProfiles())
 * @example app.use(heapProfiles())
 */
export function heapProfiles(options: HeapProfilesOptions = {}): HeapProfilesHandler {
  const how = prepared(options)
  return (request, response, next) => {
    const path = pathOf(request)
    const withBody = request.method !== 'HEAD'
    if (path) {
      void answerOf(request, response, path, how).then((answer) => answer && send(response, answer, withBody))
    } else if (next) {
      next()
    } else {
      send(response, textAnswer(`there is nothing at this path; see ${PREFIX}/`, 404), withBody)
    }
  }
}
