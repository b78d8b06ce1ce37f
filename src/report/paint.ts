/** The colours a report uses. `picocolors.createColors(enabled)` is one; what is dim or bold never carries meaning alone. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  cyan(text: string): string
}

const same = (text: string): string => text

/** No colours: for files, CI logs and everyone who set NO_COLOR. */
export const plain: Paint = { bold: same, dim: same, red: same, cyan: same }
