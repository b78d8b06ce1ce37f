import { gzipSync } from 'node:zlib'
import { Profile as Message, type StringTable } from 'pprof-format'
import { encodePprof, type PprofOptions } from '../profile/pprof.ts'
import type { Profile } from '../profile/profile.ts'

/** A profile as Go's servers send it: gzipped, with comments that `go tool pprof -comments` shows. */
export const encodeHeap = (profile: Profile, options: PprofOptions, comments: readonly string[]): Uint8Array =>
  gzipSync(withComments(encodePprof(profile, options), comments))

function withComments(profile: Uint8Array, comments: readonly string[]): Uint8Array {
  const message = Message.decode(profile)
  const strings: StringTable = message.stringTable
  message.comment = comments.map((comment) => strings.dedup(comment))
  return message.encode()
}
