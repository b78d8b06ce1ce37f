/**
 * Numbers as Go's fmt writes them. JavaScript rounds an exact half up, Go to the even digit, and halves are common
 * here: an eighth of a kB is 128 B.
 */
export function roundedFixed(value: number, decimals: number): string {
  const scaled = Math.abs(value) * 10 ** decimals
  const isExactHalf = Number.isInteger(value * 16) && scaled % 1 === 0.5
  if (!isExactHalf) return value.toFixed(decimals)
  const even = 2 * Math.round(scaled / 2)
  return ((Math.sign(value) * even) / 10 ** decimals).toFixed(decimals)
}

/** `%.2g`: two significant digits without trailing zeros, an exponent below 0.0001. */
function twoDigits(value: number): string {
  if (value === 0) return '0'
  const exponent = Math.floor(Math.log10(value))
  if (exponent < -4)
    return value
      .toExponential(1)
      .replace('.0e', 'e')
      .replace(/e-(\d)$/, 'e-0$1')
  return String(Number(roundedFixed(value, 1 - exponent)))
}

/**
 * A share of the total as pprof prints it: always positive, `100%` from 99.95 to 100.05, two digits below 1 %.
 *
 * @example percentage(1, 3) // '33.33%'
 */
export function percentage(value: number, total: number): string {
  const ratio = total === 0 ? 0 : Math.abs(value / total) * 100
  if (ratio >= 99.95 && ratio <= 100.05) return '100%'
  return ratio >= 1 ? `${roundedFixed(ratio, 2)}%` : `${twoDigits(ratio)}%`
}
