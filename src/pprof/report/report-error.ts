/** Something that whoever asked for the report has to change, in one sentence. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
}
