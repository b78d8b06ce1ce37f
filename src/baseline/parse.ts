import { inspect } from 'node:util'
import { MeasurementError } from '../measure/errors.ts'
import type { Amount, Baseline, BaselineEntry, HeapFigures, SiteAmount } from './baseline.ts'
import { VERSION } from './baseline.ts'

type Fields = Readonly<Record<string, unknown>>

/** What is wrong at a place of the file, without its name. */
class ShapeError extends Error {}

const RESTORE = 'restore it from version control, or delete it and run vitest -u'

/**
 * A baseline file's content.
 *
 * @param shown how messages call the file
 * @throws MeasurementError one sentence with the file, what is wrong and what to do
 */
export function parseBaseline(text: string, shown: string): Baseline {
  const json = parsedJson(text, shown)
  const version = isFields(json) ? json.version : undefined
  if (Number.isSafeInteger(version) && (version as number) > VERSION) {
    throw new MeasurementError(
      `the heap baseline ${shown} has format version ${version}, and this vitest-leak reads ${VERSION} at most: update vitest-leak`,
    )
  }
  try {
    return baselineOf(json)
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error
    throw new MeasurementError(`the heap baseline ${shown} is not valid, ${error.message}: correct that, or ${RESTORE}`)
  }
}

function parsedJson(text: string, shown: string): unknown {
  if (/^<{7} /m.test(text)) {
    throw new MeasurementError(`the heap baseline ${shown} has git's conflict markers: resolve them, or ${RESTORE}`)
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    // V8's own words quote the file, and differ between its versions.
    const what = /\}\s*$/.test(text) ? 'no JSON' : 'truncated or no JSON'
    throw new MeasurementError(`the heap baseline ${shown} is ${what}: ${RESTORE}`)
  }
}

function baselineOf(json: unknown): Baseline {
  const { version, assertions, tests } = fieldsOf(json, 'the file', ['version', 'assertions', 'tests'])
  if (version !== VERSION) throw new ShapeError(`version is ${VERSION}, not ${valueText(version)}`)
  return { assertions: mapOf(assertions, 'assertions', entryOf), tests: mapOf(tests, 'tests', entryOf) }
}

const entryOf = (json: unknown, place: string): BaselineEntry => mapOf(json, place, figuresOf)

function figuresOf(json: unknown, place: string): HeapFigures {
  const { allocated, retained, sites } = fieldsOf(json, place, ['allocated', 'retained', 'sites'])
  return {
    ...(allocated !== undefined && { allocated: allocatedOf(allocated, `${place}.allocated`) }),
    retained: amountOf(fieldsOf(retained, `${place}.retained`, ['bytes', 'objects']), `${place}.retained`),
    sites: mapOf(sites ?? {}, `${place}.sites`, siteOf),
  }
}

function allocatedOf(json: unknown, place: string): NonNullable<HeapFigures['allocated']> {
  const { bytes, objects } = fieldsOf(json, place, ['bytes', 'objects'])
  const inBytes = figureOf(bytes, `${place}.bytes`)
  return objects === undefined ? { bytes: inBytes } : { bytes: inBytes, objects: figureOf(objects, `${place}.objects`) }
}

function siteOf(json: unknown, place: string): SiteAmount {
  const fields = fieldsOf(json, place, ['bytes', 'objects', 'accepted'])
  const { accepted } = fields
  if (accepted === undefined) return amountOf(fields, place)
  if (typeof accepted !== 'string' || accepted.trim() === '') {
    throw new ShapeError(`${place}.accepted is the reason, a text, not ${valueText(accepted)}`)
  }
  return { ...amountOf(fields, place), accepted }
}

const amountOf = ({ bytes, objects }: Fields, place: string): Amount => ({
  bytes: figureOf(bytes, `${place}.bytes`),
  objects: figureOf(objects, `${place}.objects`),
})

function figureOf(json: unknown, place: string): number {
  if (typeof json === 'number' && json >= 0) return json
  throw new ShapeError(`${place} is a number from 0, not ${valueText(json)}`)
}

function mapOf<Value>(json: unknown, place: string, read: (json: unknown, place: string) => Value): Map<string, Value> {
  if (!isFields(json)) throw new ShapeError(`${place} is an object, not ${valueText(json)}`)
  return new Map(Object.entries(json).map(([key, value]) => [key, read(value, `${place}[${JSON.stringify(key)}]`)]))
}

/** Strict: what this version does not know would be lost when the file is written again. */
function fieldsOf(json: unknown, place: string, known: readonly string[]): Fields {
  if (!isFields(json)) throw new ShapeError(`${place} is an object, not ${valueText(json)}`)
  const unknown = Object.keys(json).find((name) => !known.includes(name))
  if (unknown === undefined) return json
  throw new ShapeError(`${place} has ${valueText(unknown)}, but there is only ${known.join(', ')}`)
}

const isFields = (json: unknown): json is Fields => typeof json === 'object' && json !== null && !Array.isArray(json)

const valueText = (value: unknown): string => inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 40 })
