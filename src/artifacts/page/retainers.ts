import type { Holder, SiteExplanation } from '../../explain/explanation.ts'
import type { PageHolder, PageRetainers } from '../../pprof/page/page-data.ts'
import { pathTokens } from '../../report/holders.ts'

/** The version of the format that this reads, see docs/retainers-json.md. */
const VERSION = 1

interface RetainersFile {
  readonly version: number
  readonly test: string
  readonly calls: number
  readonly sites: readonly (Omit<SiteExplanation, 'frame'> & {
    readonly function: string
    readonly file: string
    readonly line: number
  })[]
}

/**
 * What a page shows of retainers.json: its paths as the words of a failing assertion.
 *
 * @returns nothing where it is of another version
 * @throws Error it is not retainers.json
 */
export function retainersOf(json: string): PageRetainers | undefined {
  const { version, test, calls, sites } = JSON.parse(json) as RetainersFile
  if (version !== VERSION) return undefined
  return {
    test,
    calls,
    sites: sites.map((site) => ({
      function: site.function,
      file: site.file,
      line: site.line,
      kinds: site.kinds,
      candidates: site.candidates.map(({ line, classNames }) => ({ line, classNames })),
      holders: site.holders.map(holderOf),
      omittedHolders: site.omittedHolders,
    })),
  }
}

const holderOf = (holder: Holder): PageHolder => ({
  className: holder.className,
  count: holder.isTable ? 'it grows' : `${holder.count} of ${holder.total}`,
  path: pathTokens(holder, process.cwd()),
})
