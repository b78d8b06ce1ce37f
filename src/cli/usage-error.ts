/** Something that whoever called the command has to change, in one sentence: printed without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
