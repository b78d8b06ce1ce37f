/**
 * What is wrong with a profile, in one clause that may stand after `'file' is no valid pprof profile: `. It names the place (a sample's
 * number, an id, a byte of the uncompressed file) and never repeats text of the file.
 */
export class ProfileError extends Error {
  override readonly name = 'ProfileError'
}
