import { type Baseline, type BaselineEntry, type HeapFigures, type SiteAmount, VERSION } from './baseline.ts'

/** Text as a file has it, without indentation of its first line. */
type Lines = readonly string[]

/**
 * A baseline as it is committed: one figure a line, keys sorted, no time, no path of a machine. The same figures are the same text, and
 * entries of two branches are on lines of their own, for git to merge.
 */
export function serializeBaseline({ assertions, tests }: Baseline): string {
  const entries = sortedObject<BaselineEntry>(sortedObject(figures))
  const lines = object([
    ['version', [String(VERSION)]],
    ['assertions', entries(assertions)],
    ['tests', entries(tests)],
  ])
  return `${lines.join('\n')}\n`
}

const figures = ({ allocated, retained, sites }: HeapFigures): Lines =>
  object([
    ...(allocated ? [['allocated', amount(allocated)] as const] : []),
    ['retained', amount(retained)],
    ['sites', sortedObject(site)(sites)],
  ])

const amount = ({ bytes, objects }: { readonly bytes: number; readonly objects?: number }): Lines =>
  object([
    ['bytes', [JSON.stringify(bytes)]],
    ...(objects === undefined ? [] : [['objects', [JSON.stringify(objects)]] as const]),
  ])

const site = ({ bytes, objects, accepted }: SiteAmount): Lines =>
  object([
    ['bytes', [JSON.stringify(bytes)]],
    ['objects', [JSON.stringify(objects)]],
    ...(accepted === undefined ? [] : [['accepted', [JSON.stringify(accepted)]] as const]),
  ])

// By code units: the same on every machine, whatever its language. Written by hand, since a JavaScript object would have '10' before 'a'.
const sortedObject =
  <Value>(lines: (value: Value) => Lines) =>
  (map: ReadonlyMap<string, Value>): Lines =>
    object([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, lines(value)]))

function object(fields: readonly (readonly [name: string, value: Lines])[]): Lines {
  if (fields.length === 0) return ['{}']
  const lines = fields.flatMap(([name, [first, ...others]], index) => {
    const all = [`${JSON.stringify(name)}: ${first}`, ...others]
    if (index < fields.length - 1) all.push(`${all.pop()},`)
    return all
  })
  return ['{', ...lines.map((line) => `  ${line}`), '}']
}
