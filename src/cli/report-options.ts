import { delimiter } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Granularity, granularities, type ReportOptions } from '../pprof/report/report-options.ts'

/** The options of the commands that report on a profile, as they come from the command line. */
export interface ReportCliOptions extends Omit<ReportOptions, 'nodeCount'> {
  readonly nodecount?: number
  readonly nodefraction?: number
  readonly edgefraction?: number
  readonly tagfocus?: string
  readonly tagignore?: string
  readonly diffBase?: readonly string[]
  readonly base?: readonly string[]
  readonly normalize?: boolean
  readonly json?: boolean
}

export interface OptionGroups {
  /** What makes a row, how many there are and in which order. */
  readonly rows?: boolean
  /** Where source files are. */
  readonly sources?: boolean
  /** What is subtracted. Default: yes. */
  readonly bases?: boolean
  readonly granularity?: boolean
}

/** Adds pprof's options to a command. */
export function addReportOptions(command: Command, groups: OptionGroups): Command {
  if (groups.bases ?? true) addBases(command)
  command
    .option('--sample-index <type>', "what to report: a sample type's name, such as 'inuse_space', or its number")
    .option('--unit <unit>', "unit of all figures, such as 'MB' or 'ms' (default: one that fits)")
  if (groups.rows) addRows(command)
  if (groups.granularity) {
    const option = new Option('--granularity <what>', 'what makes a row').choices([...granularities])
    command.addOption(option.default('functions' satisfies Granularity))
  }
  command
    .option('--focus <regexp>', 'only samples with a function, file or binary that matches')
    .option('--ignore <regexp>', 'no samples with a function, file or binary that matches')
    .option('--hide <regexp>', 'without frames that match')
    .option('--show <regexp>', 'only frames that match')
    .option('--tagfocus <filter>', "only samples with such a label: 'regexp', 'key=regexp' or a range, '1kb:10kb'")
    .option('--tagignore <filter>', 'no samples with such a label')
    .option('--relative-percentages', 'percentages of what the filters left')
  if (groups.sources) {
    command.option('--source-path <folders>', `where source files are, separated by '${delimiter}'`, parseFolders)
  }
  return command.option('--json', 'print the report as JSON')
}

function addBases(command: Command): void {
  command
    .option('--diff-base <file>', 'compare with this profile: percentages are of its total', collect)
    .option('--base <file>', 'subtract this profile, which the other one goes on from', collect)
    .option('--normalize', "scale the profile to the base's total before")
}

function addRows(command: Command): void {
  command
    .option('--cum', 'order by cum instead of flat')
    .option('-n, --nodecount <number>', 'at most so many rows, 0 for all', parseCount)
    .option('--nodefraction <share>', 'drop nodes below this share of the total (default: 0.005)', parseShare)
    .option('--edgefraction <share>', 'drop edges below this share of the total (default: 0.001)', parseShare)
}

/** The options of the report itself. */
export function reportOptions(options: ReportCliOptions): ReportOptions {
  const { nodecount, nodefraction, edgefraction, tagfocus, tagignore, ...others } = options
  return {
    ...others,
    ...(nodecount === undefined ? {} : { nodeCount: nodecount }),
    ...(nodefraction === undefined ? {} : { nodeFraction: nodefraction }),
    ...(edgefraction === undefined ? {} : { edgeFraction: edgefraction }),
    ...(tagfocus === undefined ? {} : { tagFocus: tagfocus }),
    ...(tagignore === undefined ? {} : { tagIgnore: tagignore }),
  }
}

const collect = (file: string, before: readonly string[] = []): string[] => [...before, file]

const parseFolders = (text: string): string[] => text.split(delimiter).filter((folder) => folder !== '')

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It is a whole number from 0, such as '10'.")
  return Number(text)
}

function parseShare(text: string): number {
  const share = /^(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  if (!(share >= 0 && share <= 1)) throw new InvalidArgumentError("It is a share from 0 to 1, such as '0.01'.")
  return share
}
