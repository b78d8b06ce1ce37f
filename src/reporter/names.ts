import type { SiteKept } from '../per-test/figures.ts'
import { nameOf, placeOf } from '../report/place.ts'
import { padEnd, printable, width } from '../report/text.ts'
import { cutMiddle } from './fit.ts'
import type { RunTest } from './run-figures.ts'

/** `|project| file`, as Vitest writes it. */
export const fileTitle = ({ file, project }: Pick<RunTest, 'file' | 'project'>): string =>
  printable(project === undefined ? file : `|${project}| ${file}`)

/** `|project| file > suite > test`, as Vitest writes it, and the key of an assertion in it. */
export const testTitle = (test: Pick<RunTest, 'file' | 'project' | 'name'>, key?: string): string =>
  [fileTitle(test), printable(test.name), ...(key === undefined ? [] : [printable(key)])].join(' > ')

export const fitted = (titles: readonly string[]) => ({
  widest: Math.max(0, ...titles.map(width)),
  cell: (row: number, columns: number): string => cutMiddle(titles[row] ?? '', columns),
})

const MOST_FUNCTION = 32
const GAP = 2

const frameOf = (site: SiteKept) => ({ functionName: site.function, file: site.file, line: site.line, column: 0 })

/** `handleRequest src/server.ts:11`. */
export const siteTitle = (site: SiteKept): string =>
  `${nameOf(frameOf(site), Infinity)} ${placeOf(frameOf(site), '', Infinity)}`

/** `handleRequest  src/server.ts:11`, the places of all of them below each other. */
export function siteTitles(sites: readonly SiteKept[]) {
  const functions = sites.map((site) => nameOf(frameOf(site), MOST_FUNCTION))
  const places = sites.map((site) => placeOf(frameOf(site), '', Infinity))
  const longest = Math.max(0, ...functions.map(width))
  const widestPlace = Math.max(0, ...places.map(width))
  return {
    widest: longest + GAP + widestPlace,
    cell(row: number, columns: number): string {
      // At least half of it for the place, which tells more; what places do not need is the functions'.
      const room = Math.min(longest, Math.max(Math.floor(columns / 2), columns - widestPlace) - GAP)
      const site = sites[row]
      if (!site || room < 1) return cutMiddle(places[row] ?? '', columns)
      return `${padEnd(nameOf(frameOf(site), room), room)}  ${placeOf(frameOf(site), '', columns - room - GAP)}`
    },
  }
}
