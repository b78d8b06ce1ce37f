import type { IncomingMessage, ServerResponse } from 'node:http'
import { PREFIX } from '../heap/remote-protocol.ts'
import { heapProfiles } from './heap-profiles.ts'
import type { HeapProfilesOptions } from './options.ts'

/** What is used of Fastify, whose types a project without it does not have. */
interface Fastify {
  /** Of `app.register(plugin, { prefix })`. */
  readonly prefix: string
  all(
    path: string,
    handler: (
      request: { readonly raw: IncomingMessage },
      reply: { readonly raw: ServerResponse; hijack(): unknown },
    ) => void,
  ): unknown
}

/**
 * `heapProfiles` as a plugin of Fastify.
 *
 * @param options those of `heapProfiles`
 * @example app.register(fastifyHeapProfiles, { start: true })
 */
export async function fastifyHeapProfiles(app: Fastify, options: HeapProfilesOptions = {}): Promise<void> {
  // Fastify hands its own options, `prefix` for example, on to the plugin: what is not ours is not looked at.
  const { allow, samplingInterval, start } = options
  const handler = heapProfiles({ allow, samplingInterval, start })
  for (const path of [PREFIX, `${PREFIX}/*`]) {
    app.all(path, (request, reply) => {
      reply.hijack()
      const { url = '' } = request.raw
      request.raw.url = url.slice(app.prefix.length)
      handler(request.raw, reply.raw)
    })
  }
}
