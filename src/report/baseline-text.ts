import type { Amount } from '../baseline/baseline.ts'
import { formatBytes } from './bytes.ts'
import { formatObjects } from './figures.ts'
import { count, cutEnd, cutStart, printable, width } from './text.ts'

/** Whose figures they are: of one call, or of a whole test. */
export type FiguresOf = 'call' | 'test'

export const per = (of: FiguresOf): string => (of === 'call' ? ' a call' : '')

/** Two figures that are not the same must not look it: rounded sizes may, and are exact then. */
export function figureTexts(unit: keyof Amount, figures: readonly number[]): string[] {
  if (unit === 'objects') return figures.map(formatObjects)
  const texts = figures.map((bytes) => formatBytes(bytes))
  const isClear = new Set(texts).size === new Set(figures).size
  return isClear ? texts : figures.map((bytes) => `${formatObjects(bytes)} B`)
}

/** `152 B a call where 40 B were committed`. */
export function whereCommitted(unit: keyof Amount, now: number, old: number, of: FiguresOf): string {
  const [nowText = '', oldText = ''] = figureTexts(unit, [now, old])
  const noun = (text: string): string => (unit === 'objects' ? count(Number(text), 'object') : text)
  const committed = old === 0 ? 'nothing was' : `${noun(oldText)} ${unit === 'objects' && old === 1 ? 'was' : 'were'}`
  return `${noun(nowText)}${per(of)} where ${committed} committed`
}

const NAME_SHARE = 0.4

/** A fingerprint that is too long: the function's name and the end of the path say most. */
export function fingerprintText(fingerprint: string, columns: number): string {
  const text = printable(fingerprint)
  if (width(text) <= columns) return text
  const head = cutEnd(text, Math.floor(columns * NAME_SHARE))
  return head + cutStart(text, columns - width(head) + 1).slice(1)
}
