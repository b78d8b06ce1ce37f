import type { Paint } from '../report/paint.ts'

/** Where a command prints to. Texts come without the line break at their end. */
export interface Io {
  readonly print: (text: string) => void
  readonly printError: (text: string) => void
  readonly paint: Paint
}
