import { constants } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { decodeProfile } from '../pprof/decode.ts'
import type { PprofProfile } from '../pprof/pprof-profile.ts'
import { ProfileError } from '../pprof/profile-error.ts'
import { UsageError } from './usage-error.ts'

const WRITE_ONE =
  "give a file in pprof's format, such as a diff.pb.gz of vitest-leak or a profile of Go's runtime/pprof"

/** Bytes of a profile that was compressed: a file of 2 MB may claim to be 2 GB, and one of 2 GB a whole machine. */
const MAX_UNZIPPED = Math.min(2 ** 31 - 1, constants.MAX_LENGTH)

/** What deflate can make of a byte at most. @see https://zlib.net/zlib_tech.html */
const MAX_RATIO = 1032

/**
 * The profile in a file, compressed by gzip or not.
 *
 * @throws UsageError one sentence with the file and what to do
 */
export function readProfileFile(path: string): PprofProfile {
  const bytes = bytesOf(path)
  if (bytes.length === 0) throw new UsageError(`'${path}' is empty: record it again`)
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const unzipped = isGzip ? gunzipped(path, bytes) : bytes
  if (unzipped.length === 0) throw new UsageError(`'${path}' has nothing in it but gzip's frame: record it again`)
  try {
    return decodeProfile(unzipped)
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    throw new UsageError(`'${path}' is no valid pprof profile: ${error.message}; ${WRITE_ONE}`)
  }
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UsageError(`there is no file '${path}': ${WRITE_ONE}`)
    if (code === 'EISDIR') throw new UsageError(`'${path}' is a folder: give the file in it`)
    if (code === 'ERR_FS_FILE_TOO_LARGE') throw new UsageError(`'${path}' is larger than 2 GB: record a shorter time`)
    throw new UsageError(`'${path}' cannot be read (${message}): give a file that can be`)
  }
}

function gunzipped(path: string, bytes: Uint8Array): Uint8Array {
  const size = claimedSize(bytes)
  if (size > MAX_UNZIPPED) throw tooLarge(path)
  try {
    // Room for all of it at once instead of 16 kB at a time: half the time for 50 MB.
    return gunzipSync(bytes, { maxOutputLength: MAX_UNZIPPED, chunkSize: Math.max(2 ** 16, size + 1) })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') {
      throw new UsageError(`'${path}' breaks off in the middle, after ${bytes.length} bytes: record it again`)
    }
    if (code === 'ERR_BUFFER_TOO_LARGE' || error instanceof RangeError) throw tooLarge(path)
    throw new UsageError(`'${path}' is damaged, gzip says '${message}': record it again`)
  }
}

const tooLarge = (path: string): UsageError =>
  new UsageError(`'${path}' has more than 2 GB in it, uncompressed: record a shorter time`)

/** Bytes that gzip's last four say there are, within what is possible: they may be anything. */
function claimedSize(bytes: Uint8Array): number {
  if (bytes.length < 18) return 0
  const claimed = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true)
  return Math.min(claimed, bytes.length * MAX_RATIO)
}
