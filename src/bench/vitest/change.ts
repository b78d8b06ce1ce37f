import { roundedFixed } from '../../report/percent.ts'

/**
 * How a figure has changed, for people. Less than nothing, which is what a benchmark retains that frees memory, counts as nothing.
 *
 * @example change(1000, 1052) // '+5.2%'
 */
export function change(earlier: number, now: number): string {
  const [from, to] = [Math.max(0, earlier), Math.max(0, now)]
  if (from === to) return '~'
  if (from === 0) return '+∞'
  const percent = roundedFixed((100 * (to - from)) / from, 1)
  if (Number(percent) === 0) return '~'
  return `${to > from ? '+' : ''}${percent}%`
}
