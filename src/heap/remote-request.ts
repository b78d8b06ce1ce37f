import http from 'node:http'
import https from 'node:https'
import { OURS_HEADER } from './remote-protocol.ts'

/** What a server has said. */
export interface Said {
  readonly status: number
  /** Whether it was `heapProfiles()` that answered. */
  readonly isOurs: boolean
  readonly text: string
}

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly signal?: AbortSignal | undefined
  /** Milliseconds without a word after which a server is taken for gone. Default 30 s. */
  readonly silenceMs?: number
}

/**
 * One request on a connection of its own, which is closed after it: at a checkpoint the server has one such connection, the same each
 * time. Not by `fetch`, which tests like to replace.
 */
export function ask({ method, url, signal, silenceMs = 30_000 }: Request): Promise<Said> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http
    const asked = request(url, { method, agent: false, ...(signal && { signal }) }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          isOurs: response.headers[OURS_HEADER] !== undefined,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    asked.setTimeout(silenceMs, () => asked.destroy(new Error(`no answer for ${silenceMs / 1000} s`)))
    asked.on('error', reject)
    asked.end()
  })
}

/** The system's code where it has one, `ECONNREFUSED` for example: several addresses were tried for `localhost`. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message
}
