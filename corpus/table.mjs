const columns = [
  ['case', -36, ({ run }) => run.entry.id],
  ['variant', -8, ({ run }) => run.variant],
  ['truth', -6, ({ run }) => truthOf(run)],
  ['verdict', -10, ({ outcome }) => outcome?.verdict ?? '–'],
  ['ms', 6, ({ outcome }) => (outcome ? outcome.durationMs.toFixed(0) : '–')],
  ['full GCs', 9, ({ outcome }) => String(outcome?.fullCollections ?? '–')],
  ['  culprit', -10, ({ isNamed }) => (isNamed === undefined ? '' : isNamed ? '  named' : '  NOT NAMED')],
  [
    '  holder',
    -10,
    ({ isHolderNamed }) => (isHolderNamed === undefined ? '' : isHolderNamed ? '  named' : '  NOT NAMED'),
  ],
]

const fit = (text, width) => (width < 0 ? text.padEnd(-width) : text.padStart(width))

export const truthOf = ({ isLeaky }) => (isLeaky ? 'leak' : 'clean')

export const heading = () =>
  columns
    .map(([title, width]) => fit(title, width))
    .join(' ')
    .trimEnd()

/** @param row `{ run, outcome, isRight, isNamed }`, without an outcome where the variant cannot run */
export function line(row) {
  const cells = columns.map(([, width, cell]) => fit(cell(row), width)).join(' ')
  const { excuse } = row.run
  const remark = excuse ? `  ${excuse}, not counted` : row.isRight ? '' : '  WRONG'
  return (cells + remark).trimEnd()
}

/** @returns the last line, and whether all is as it should be */
export function totals(rows) {
  const counted = rows.filter(({ run }) => !run.excuse)
  const right = counted.filter(({ isRight }) => isRight).length
  const wrong = (isLeaky) => counted.filter(({ run, isRight }) => run.isLeaky === isLeaky && !isRight).length
  const withCulprit = counted.filter(({ isNamed }) => isNamed !== undefined)
  const named = withCulprit.filter(({ isNamed }) => isNamed).length
  const withHolder = counted.filter(({ isHolderNamed }) => isHolderNamed !== undefined)
  const held = withHolder.filter(({ isHolderNamed }) => isHolderNamed).length
  const share = withCulprit.length > 0 ? named / withCulprit.length : 1
  return {
    isGood: right === counted.length && share >= 0.95,
    text:
      `right ${right} of ${counted.length}, false alarms ${wrong(false)}, misses ${wrong(true)}, ` +
      `culprit's file named ${named} of ${withCulprit.length} (${(100 * share).toFixed(1)} %), ` +
      `holder named ${held} of ${withHolder.length}, ` +
      `not counted ${rows.length - counted.length} · Node ${process.version}`,
  }
}

/** @param rows of what does not leak, so that each verdict but `clean` is wrong */
export function cleanTotals(rows) {
  const bodies = new Set(rows.map(({ run }) => `${run.entry.id} ${run.variant}`)).size
  const count = (verdict) => rows.filter(({ outcome }) => outcome.verdict === verdict).length
  return (
    `false alarms ${count('leak')}, undecided ${count('undecided')}, without a verdict ${count('error')} ` +
    `in ${rows.length} runs of ${bodies} bodies`
  )
}
