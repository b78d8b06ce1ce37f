/** A measurement that cannot be made, with one sentence that says what was wrong and what to do. Never a verdict. */
export class MeasurementError extends Error {
  override readonly name = 'MeasurementError'
}
