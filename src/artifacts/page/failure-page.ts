import { decodeProfile } from '../../pprof/decode.ts'
import { profilePage } from '../../pprof/page/profile-page.ts'
import { loaded } from '../../pprof/report/loaded.ts'
import { builtPageAssets } from './page-assets.ts'
import { pageSources } from './page-sources.ts'
import { retainersOf } from './retainers.ts'

export interface FailurePage {
  /** In pprof's format, not compressed. */
  readonly profile: Uint8Array
  readonly title: string
  /** Whether figures are differences. */
  readonly isDiff: boolean
  /** Source files below it are put into the page. */
  readonly root: string
  /** The text of retainers.json. */
  readonly retainers?: string | undefined
}

/**
 * The page about a failed assertion, with everything but the call graph, for which Graphviz has to be waited for: `vitest-leak html`
 * has that.
 *
 * @returns nothing where it cannot be made: an assertion has a leak to report, and its page must not hide it
 */
export function failurePage({ profile, title, isDiff, root, retainers }: FailurePage): string | undefined {
  try {
    const decoded = loaded(decodeProfile(profile))
    const holders = retainers === undefined ? undefined : retainersOf(retainers)
    return profilePage({
      profile: decoded,
      title,
      isDiff,
      sources: pageSources(decoded, [root]),
      ...(holders && { retainers: holders }),
      assets: builtPageAssets(),
    })
  } catch {
    return undefined
  }
}
