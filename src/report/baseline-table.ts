import type { BaselineComparison, BaselineVerdict, FigureChange, SiteChange } from '../baseline/compare.ts'
import { formatDelta } from '../compare/figure-text.ts'
import { type FiguresOf, figureTexts, fingerprintText } from './baseline-text.ts'
import { type Paint, plain } from './paint.ts'
import { cutEnd, LINE_WIDTH, padEnd, padStart, printable, width } from './text.ts'

const MOST_SITES = 12
const LABEL_WIDTH = 64

interface Row {
  readonly label: string
  readonly old: string
  readonly now: string
  readonly change: string
  readonly note?: string
  readonly verdict?: BaselineVerdict
}

/** Each figure and each leaking site: committed, now, and the change, with a mark at what is worse. */
export function baselineTable({ figures, sites }: BaselineComparison, of: FiguresOf, paint: Paint = plain): string[] {
  const isThere = ({ old, now }: FigureChange): boolean => old !== 0 || now !== 0
  const figureRows = figures.filter((one) => one.name === 'allocated' || isThere(one)).map(figureRow)
  // What is worse is not left out.
  const ordered = [...sites.filter(isWorse), ...sites.filter((site) => !isWorse(site))]
  const siteRows = ordered.slice(0, MOST_SITES).map(siteRow)
  const left = ordered.slice(MOST_SITES)
  const heads = [
    { label: of === 'call' ? 'per call' : 'whole test', old: 'committed', now: 'now', change: 'change' },
    { label: of === 'call' ? 'leaking sites' : 'sites', old: '', now: '', change: '' },
  ] as const
  const blocks = [
    [heads[0], ...figureRows],
    [heads[1], ...siteRows],
  ].filter(({ length }) => length > 1)
  const widest = (column: 'label' | 'old' | 'now' | 'change'): number =>
    Math.max(...blocks.flat().map((row) => width(row[column])))
  const widths = { label: widest('label'), old: widest('old'), now: widest('now'), change: widest('change') }
  const line = (row: Row): string => {
    const cells = [
      padEnd(row.label, widths.label),
      padStart(row.old, widths.old),
      padStart(row.now, widths.now),
      padStart(row.change, widths.change),
    ].join('  ')
    const text = `${row.verdict === 'worse' ? '▶' : ' '} ${cells}${row.note ? `  ${row.note}` : ''}`
    return cutEnd(text, LINE_WIDTH).trimEnd()
  }
  const painted = (row: Row, index: number): string =>
    index === 0 ? paint.dim(line(row)) : row.verdict === 'worse' ? paint.bold(line(row)) : line(row)
  const lines = blocks.flatMap((block) => block.map(painted))
  const worseLeft = left.filter(isWorse).length
  return left.length > 0
    ? [...lines, paint.dim(`  and ${left.length} more, ${worseLeft || 'none'} of them worse`)]
    : lines
}

const isWorse = ({ verdict }: SiteChange): boolean => verdict === 'worse'

function figureRow({ name, unit, old, now, verdict }: FigureChange): Row {
  const [oldText = '', nowText = ''] = figureTexts(unit, [old, now])
  const label = unit === 'bytes' ? name : `  objects`
  return { label, old: oldText, now: nowText, change: changeText(now, old), verdict }
}

function siteRow({ fingerprint, unit, old, now, verdict }: SiteChange): Row {
  const figures = [old, now].flatMap((amount) => amount?.[unit] ?? [])
  const texts = figureTexts(unit, figures).map((text) => (unit === 'objects' ? `${text} obj.` : text))
  const [oldText, nowText] = [old ? texts.shift() : undefined, now ? texts.shift() : undefined]
  const change = !old ? 'new' : !now ? 'fixed' : changeText(now[unit], old[unit])
  return {
    label: fingerprintText(fingerprint, LABEL_WIDTH),
    old: oldText ?? '–',
    now: nowText ?? '–',
    change,
    verdict,
    ...(old?.accepted !== undefined && { note: `accepted: ${printable(old.accepted)}` }),
  }
}

/** From here on the percentage of a change is hard to read. */
const MANY_TIMES = 10

function changeText(now: number, old: number): string {
  if (now === old) return '~'
  if (old > 0 && now >= MANY_TIMES * old) return `×${Math.round(now / old)}`
  return formatDelta(old === 0 ? Number.POSITIVE_INFINITY : (now - old) / old)
}
