import type { HeapFigures } from '../baseline/baseline.ts'
import { environmentName } from '../baseline/baseline.ts'
import { type BaselineCheck, type Checked, checkBaseline, comparedWith } from '../baseline/check.ts'
import { comparedTest } from '../baseline/compared-test.ts'
import { fingerprintOf, packageFolder } from '../baseline/fingerprint.ts'
import { testLeeways } from '../baseline/leeways.ts'
import { baselinePath } from '../baseline/path.ts'
import { updateMode } from '../baseline/update-mode.ts'
import { reportSettings } from '../matchers/report-context.ts'
import type { AllocatedFigures, WholeTestFigures } from '../measure/whole-test.ts'
import { type BaselinePlace, baselineMessage, missingBaselineMessage } from '../report/baseline.ts'
import { rootFolder } from '../vitest/root-folder.ts'
import { type TestTask, workerState } from '../vitest/worker-state.ts'
import type { ComparedWithBaseline } from './figures.ts'
import { type KeptSite, toSiteKept, WORTH_A_LINE_BYTES } from './kept-sites.ts'
import { refusalAt } from './test-error.ts'
import { fullNameOf } from './test-name.ts'

/** The committed figures of a test. */
export interface TestBaseline {
  /** Whether the test is worse by its first reading. Nothing is written. */
  isWorse(figures: WholeTestFigures, sites: readonly KeptSite[]): boolean
  /** Compares, and writes where the mode says so. */
  check(figures: WholeTestFigures, sites: readonly KeptSite[]): CheckedTest
}

export interface CheckedTest {
  readonly compared: ComparedWithBaseline | undefined
  /** Whether it is only what the test allocates that is worse. */
  readonly isOnlyAllocated?: boolean
  /** What there is to say of a test that is worse or has no figures; `evidence` is shown with it. */
  readonly message?: (evidence: readonly (readonly string[])[]) => string
}

/**
 * The baseline of a test, where `leak({ baseline })` asks for it.
 *
 * @throws MeasurementError a file that cannot be read, understood or written
 */
export function baselineOf(
  task: TestTask,
  subject: string,
  allocated: AllocatedFigures | undefined,
): TestBaseline | undefined {
  const { baseline } = workerState.provided
  const { file } = task
  if (!baseline || !file) return undefined
  const root = rootFolder()
  const folder = packageFolder(file.filepath, root)
  const path = baselinePath(file.filepath)
  const check: BaselineCheck = { kind: 'tests', key: fullNameOf(task), path, root, mode: updateMode() }
  const leeways = testLeeways(baseline.tolerance)
  const measured = (figures: WholeTestFigures, sites: ReadonlyMap<string, readonly KeptSite[]>): HeapFigures => ({
    ...(allocated && { allocated: { bytes: allocated.bytes } }),
    retained: { bytes: Math.max(0, figures.bytes), objects: figures.objects },
    sites: new Map([...sites].map(([fingerprint, same]) => [fingerprint, sumOfSites(same)])),
  })
  const placing = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw refusalAt(task, (error as Error).message)
    }
  }
  return {
    isWorse: (figures, sites) =>
      check.mode !== 'all' &&
      placing(() => comparedWith(check, measured(figures, byFingerprint(sites, folder)), leeways))?.verdict === 'worse',
    check: (figures, sites) => {
      const grouped = byFingerprint(sites, folder)
      const checked = placing(() => checkBaseline(check, measured(figures, grouped), leeways))
      const kept = new Map(
        [...grouped].flatMap(([fingerprint, [first]]) => (first ? [[fingerprint, toSiteKept(first)]] : [])),
      )
      const message = messageOf(subject, check, checked)
      return {
        compared: comparedTest(checked, kept),
        isOnlyAllocated: isOnlyAllocated(checked),
        ...(message && { message }),
      }
    },
  }
}

function isOnlyAllocated(checked: Checked): boolean {
  if (checked.verdict !== 'worse') return false
  const { figures, sites } = checked.comparison
  const worse = [...figures.filter(({ name }) => name !== 'allocated'), ...sites]
  return worse.every(({ verdict }) => verdict !== 'worse')
}

function messageOf(subject: string, { path, key, root }: BaselineCheck, checked: Checked): CheckedTest['message'] {
  const place: BaselinePlace = { path, key, environment: environmentName() }
  if (checked.verdict === 'missing') return () => missingBaselineMessage(subject, root, place, checked.environments)
  if (checked.verdict !== 'worse') return undefined
  const { comparison } = checked
  return (evidence) => baselineMessage({ ...reportSettings(), subject, place, comparison, evidence, of: 'test' })
}

/** Sites that keep enough to be a leak; code that runs for the first time keeps something everywhere. */
function byFingerprint(sites: readonly KeptSite[], folder: string): Map<string, KeptSite[]> {
  const grouped = new Map<string, KeptSite[]>()
  for (const site of sites) {
    if (site.bytes < WORTH_A_LINE_BYTES) continue
    const fingerprint = fingerprintOf(site.frame, folder)
    grouped.set(fingerprint, [...(grouped.get(fingerprint) ?? []), site])
  }
  return grouped
}

const sumOfSites = (sites: readonly KeptSite[]) => ({
  bytes: sites.reduce((sum, { bytes }) => sum + bytes, 0),
  objects: sites.reduce((sum, { objects }) => sum + objects, 0),
})
