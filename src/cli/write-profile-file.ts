import { randomBytes } from 'node:crypto'
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { encodeProfile } from '../pprof/encode.ts'
import type { PprofProfile } from '../pprof/pprof-profile.ts'
import { UsageError } from './usage-error.ts'

/**
 * Writes a profile, compressed by gzip as all readers of the format want it. The file gets its name when it is complete: an older one is
 * replaced as a whole, or stays as it is.
 *
 * @throws UsageError one sentence with the file and what to do
 */
export function writeProfileFile(path: string, profile: PprofProfile): void {
  const target = targetOf(path)
  const temporary = `${target}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  const content = gzipSync(encodeProfile(profile))
  try {
    // `wx`: a file or link that is already there is never written through.
    writeFileSync(temporary, content, { flag: 'wx' })
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UsageError(`'${path}' cannot be written, its folder is not there: make it first`)
    const reason = message.split(', ', 1)[0]
    throw new UsageError(`'${path}' cannot be written (${reason}): give a place where files can be`)
  }
}

/** What a link leads to is replaced, and not the link: '/dev/stdout' is one. */
function targetOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return path
  if (found.isDirectory()) throw new UsageError(`'${path}' is a folder: give the name of a file in it`)
  if (!found.isFile()) throw new UsageError(`'${path}' is no file: give the name of one, such as merged.pb.gz`)
  return realpathSync(path)
}
