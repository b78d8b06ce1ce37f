import { createColors } from 'picocolors'
import type { Vitest } from 'vitest/node'
import { wantsColors } from '../vitest/colors.ts'
import { isForMachines, nameOfReporter } from './for-machines.ts'
import { REPORTER_NAMES } from './output-file.ts'
import type { Layout } from './table.ts'

/** Where the table goes, and how it is laid out there. */
export interface Destination extends Layout {
  print(text: string): void
  /** Whether no other reporter says how the run goes. */
  readonly isOnly: boolean
}

/** What a reporter of this package carries, whichever copy of the module it is from. */
export const OURS = Symbol.for('vitest-leak.reporter')

const isOurs = (reporter: unknown): boolean => typeof reporter === 'object' && reporter !== null && OURS in reporter

/** What the config has besides reporters of this package. Vitest makes its reporters in the order of the config, where ours may be a path. */
function otherReporters({ config, reporters }: Pick<VitestReporters, 'config' | 'reporters'>): readonly unknown[] {
  return config.reporters.filter((reporter, index) => {
    const isNamed = REPORTER_NAMES.includes(nameOfReporter(reporter) ?? '')
    return !isNamed && !isOurs(reporter) && !isOurs(reporters?.[index])
  })
}

/** What this package uses of Vitest's insides: made reporters are in no types. */
interface VitestReporters {
  readonly config: { readonly reporters: readonly unknown[] }
  readonly reporters?: readonly unknown[]
}

/** The standard output, or the standard error where all others write data for machines to the former. */
export function destinationOf(vitest: Vitest): Destination {
  const { logger } = vitest
  const others = otherReporters(vitest as unknown as VitestReporters)
  const isAside = others.length > 0 && others.every(isForMachines)
  const stream = (isAside ? logger.errorStream : logger.outputStream) as Partial<NodeJS.WriteStream>
  const isTerminal = stream.isTTY === true
  const { columns } = stream
  const wantsThem = wantsColors() && (!isAside || isTerminal || process.env.FORCE_COLOR !== undefined)
  return {
    columns: isTerminal && columns ? columns : Infinity,
    paint: createColors(wantsThem),
    print: (text) => (isAside ? logger.error(text) : logger.log(text)),
    isOnly: others.length === 0,
  }
}
