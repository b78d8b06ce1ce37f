import type { BaselineComparison } from '../baseline/compare.ts'
import { whatIsWorse } from './baseline-headline.ts'
import { baselineTable } from './baseline-table.ts'
import type { FiguresOf } from './baseline-text.ts'
import { checkpointTable } from './checkpoints.ts'
import type { GrowthReport } from './input.ts'
import { joinSections } from './message.ts'
import { estimateNote, unusedIgnoresNote } from './notes.ts'
import { type Paint, plain } from './paint.ts'
import { pathFrom } from './place.ts'
import { cutEnd, LINE_WIDTH, printable, width } from './text.ts'

/** Whose figures are where. */
export interface BaselinePlace {
  /** Absolute: the file of baselines. */
  readonly path: string
  readonly key: string
  readonly environment: string
}

export interface BaselineReport {
  readonly subject: string
  /** Absolute; paths below it are printed relative to it. */
  readonly root: string
  readonly paint?: Paint
  readonly place: BaselinePlace
  readonly comparison: BaselineComparison
  /** Whose figures they are. Default: of a call. */
  readonly of?: FiguresOf
  /** Where it comes from: see baseline-evidence.ts. */
  readonly evidence: readonly (readonly string[])[]
}

/** Why `expect(fn).toMatchHeapBaseline()` failed: what is worse, all figures, where they come from, and how to accept them. */
export function baselineMessage(report: BaselineReport): string {
  const { subject, root, paint = plain, place, comparison, evidence, of = 'call' } = report
  return joinSections(
    [paint.bold(`expected ${subject} to match its heap baseline, but ${whatIsWorse(comparison, of)}`)],
    baselineTable(comparison, of, paint),
    ...evidence.slice(0, -1),
    [...(evidence.at(-1) ?? []), ...acceptLines(root, place, comparison, paint)],
  )
}

const LABEL = '  baseline    '
const INDENT = ' '.repeat(LABEL.length)

function acceptLines(root: string, place: BaselinePlace, { sites }: BaselineComparison, paint: Paint): string[] {
  const path = pathFrom(root, place.path)
  const whose = `"${printable(place.key)}", ${place.environment}`
  const first = `${LABEL}${path}`
  const isShort = width(first) + 2 + width(whose) <= LINE_WIDTH
  const leak = sites.some(({ verdict }) => verdict === 'worse')
  return [
    LABEL + paint.cyan(path) + (isShort ? `  ${whose}` : ''),
    ...(isShort ? [] : [cutEnd(`${INDENT}${whose}`, LINE_WIDTH)]),
    `${INDENT}npx vitest -u takes the new figures${leak ? '; a leak that has to stay gets "accepted": "<reason>" at its site there' : ''}`,
  ]
}

/** Why the assertion failed without figures: whether the body leaks could not be decided. */
export function baselineUndecidedMessage(report: GrowthReport & { readonly reason: string }): string {
  const { subject, reason, paint = plain } = report
  return joinSections(
    [paint.bold(`expected ${subject} to match its heap baseline, but whether it leaks could not be decided`)],
    [`  ${printable(reason)}`],
    checkpointTable(report),
    [...estimateNote(report), ...unusedIgnoresNote(report.unusedIgnores)],
  )
}

/** Why there are no figures to compare with, in CI. */
export function missingBaselineMessage(
  subject: string,
  root: string,
  { path, key, environment }: BaselinePlace,
  environments: readonly string[],
): string {
  const file = pathFrom(root, path)
  const [major = '', arch = ''] = environment.replace('node', '').split(' ')
  if (environments.length === 0) {
    return `expected ${subject} to match its heap baseline, but ${file} has none for "${printable(key)}": run npx vitest -u and commit that file`
  }
  return (
    `expected ${subject} to match its heap baseline, but ${file} has that of "${printable(key)}" for ${environments.join(', ')} only: ` +
    `run npx vitest -u with Node ${major} on ${arch} and commit that file`
  )
}
