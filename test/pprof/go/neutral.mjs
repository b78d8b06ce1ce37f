import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Profile, StringTable } from 'pprof-format'

/**
 * Copies a profile without what says on which machine it was recorded.
 *
 * @param replacements what to replace in all texts, and by what
 */
export function copyNeutral(from, to, replacements) {
  const profile = Profile.decode(gunzipSync(readFileSync(from)))
  const table = new StringTable()
  for (const [index, text] of profile.stringTable.strings.entries()) {
    const neutral = replacements.reduce((rest, [before, after]) => rest.replaceAll(before, after), text)
    if (table.dedup(neutral) !== index) throw new Error(`'${neutral}' stands for two texts of ${from}`)
  }
  profile.stringTable = table
  writeFileSync(to, gzipSync(profile.encode(), { level: 9 }))
}
