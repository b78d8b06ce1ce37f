/** A failing message as it is printed, without the stack that the JSON reporter adds. */
export function wholeReport(failure: string): string {
  const lines = failure.split('\n')
  const stack = lines.findIndex((line) => /^ {4}at /.test(line))
  return `${lines
    .slice(0, stack < 0 ? undefined : stack)
    .join('\n')
    .trimEnd()}\n`
}

/** Of a report: the first line, the source of the site, and what leaked by whom it is held; `…` for what is left out. */
export function tellingPart(failure: string): string {
  const sections = wholeReport(failure).trimEnd().split('\n\n')
  const [headline = '', ...others] = sections
  const source = others.find((section) => / │ /.test(section))
  return `${[headline, '  …', ...(source ? [source] : []), holders(others)].join('\n\n')}\n`
}

/** As `tellingPart`, without the source. */
export function holdersPart(failure: string): string {
  const [headline = '', ...others] = wholeReport(failure).trimEnd().split('\n\n')
  return `${[headline, '  …', holders(others)].join('\n\n')}\n`
}

function holders(sections: readonly string[]): string {
  const lines = sections.flatMap((section) => section.split('\n'))
  const first = lines.findIndex((line) => /^ {2}(?:leaked|held by) /.test(line))
  const after = lines.findIndex((line) => /^ {2}(?:also in|profiles) /.test(line))
  return lines.slice(first, after < 0 ? undefined : after).join('\n')
}

/**
 * A report without what may differ between two runs, or two versions of Node: sizes, shares, figures of checkpoints, lengths of lists, and the
 * widths of columns.
 */
export const lasting = (report: string): string =>
  report
    .replaceAll(/^ {2}(calls|retained|off-heap|objects|per call|rounds) .*$/gm, (line) =>
      line.replaceAll(/[\d.]+/g, '<n>'),
    )
    .replaceAll(/^( {2}\(<n> warm-up|.*\d+ warm-up calls before).*\n/gm, '')
    .replaceAll(/[\d.]+ (?:B|kB|MB)\b/g, '<size>')
    .replaceAll(/[\d.]+%/g, '<share>')
    .replaceAll(/over \d+ calls/g, 'over <n> calls')
    .replaceAll(/\bnode\d+ \w+/g, '<environment>')
    .replaceAll(/(?<= )0\.0\d+|(\d+)\.0\d*(?= )/g, (_, whole: string | undefined) => whole ?? '0')
    .replaceAll(/×\d{3,}/g, '×<n>')
    .replaceAll(/ {2,}/g, '  ')

/** The size that the first line says, in bytes. */
export function statedBytes(report: string): number {
  const [, number = '', unit = ''] = /(?:keeps?|allocates) ([\d.]+) (B|kB|MB)/.exec(report) ?? []
  return Number(number) * { B: 1, kB: 1024, MB: 1024 ** 2 }[unit as 'B' | 'kB' | 'MB']
}
