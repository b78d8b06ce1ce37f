import { mergeProfiles } from '../pprof/merge.ts'
import { count, printable } from '../report/text.ts'
import { requireCompatible } from './compatible-files.ts'
import type { Io } from './io.ts'
import { readProfileFile } from './read-profile-file.ts'
import type { Register } from './register.ts'
import { writeProfileFile } from './write-profile-file.ts'

export const registerMerge: Register = (program, run) => {
  program
    .command('merge')
    .summary('make one profile of several, such as those of shards')
    .description(
      'Makes one profile of several of one kind, as Go does: samples of one stack and the same labels are added up.\n\n' +
        'The output is written as a whole or not at all, and may be one of the profiles.',
    )
    .argument('<FILES...>', "profiles in pprof's format, such as diff.pb.gz")
    .requiredOption('-o, --output <FILE>', 'the profile to write, such as merged.pb.gz')
    .action((paths: string[], { output }: { readonly output: string }) => run((io) => mergeFiles(paths, output, io)))
}

/**
 * Writes one profile of several files, and prints what it has.
 *
 * @returns the exit code
 * @throws UsageError a file cannot be read or written, or they are of different kinds
 */
export function mergeFiles(paths: readonly string[], output: string, io: Io): number {
  const files = paths.map((path) => ({ path, profile: readProfileFile(path) }))
  const [first, ...others] = files
  for (const other of others) if (first) requireCompatible(first, other)
  const merged = mergeProfiles(files.map(({ profile }) => profile))
  writeProfileFile(output, merged)
  const types = merged.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' ')
  io.print(
    printable(`${output}: ${count(merged.samples.count, 'sample')} of ${count(files.length, 'profile')}, ${types}`),
  )
  return 0
}
