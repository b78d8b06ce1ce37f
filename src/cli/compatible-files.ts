import { incompatibility } from '../pprof/compatible.ts'
import type { PprofProfile } from '../pprof/pprof-profile.ts'
import { UsageError } from './usage-error.ts'

export interface ProfileFile {
  readonly path: string
  readonly profile: PprofProfile
}

/** @throws UsageError the profiles cannot be merged or subtracted, in one sentence with both files */
export function requireCompatible(first: ProfileFile, second: ProfileFile): void {
  const different = incompatibility(first.profile, second.profile)
  if (!different) return
  throw new UsageError(
    `'${second.path}' has other ${different.what} (${different.second}) than '${first.path}' (${different.first}): ` +
      'give profiles of one kind',
  )
}
