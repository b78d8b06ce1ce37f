import type { PageData } from '../pprof/page/page-data.ts'
import { type Figures, type ProfileModel, profileModel } from './profile-model.ts'
import { isDark } from './theme.ts'

export type ViewName = 'flame' | 'top' | 'graph' | 'source' | 'retainers'

/** What the reader has chosen. Views read it, and are told when it changes. */
export interface PageState {
  readonly model: ProfileModel
  view: ViewName
  sampleType: number
  search: string
  /** The function last chosen in any view; -1: none. */
  selected: number
  isDark: boolean
}

export interface Page {
  readonly state: PageState
  readonly data: PageData
  figures(): Figures
  /** Whether a text contains what is searched for; nothing does while nothing is. */
  matches(text: string): boolean
  matchesFunction(fn: number): boolean
  update(change: Partial<Omit<PageState, 'model'>>): void
  onChange(listener: (change: Partial<PageState>) => void): void
}

export function pageOf(data: PageData): Page {
  const model = profileModel(data)
  const state: PageState = {
    model,
    view: 'flame',
    sampleType: data.sampleType,
    search: '',
    selected: -1,
    isDark: isDark(),
  }
  const listeners: ((change: Partial<PageState>) => void)[] = []
  let test: ((text: string) => boolean) | undefined
  let matched = new Map<number, boolean>()
  return {
    state,
    data,
    figures: () => model.figures(state.sampleType),
    matches: (text) => test?.(text) ?? false,
    matchesFunction(fn) {
      if (!test || fn < 0) return false
      const known = matched.get(fn) ?? test(functionText(data, fn))
      matched.set(fn, known)
      return known
    },
    update(change) {
      Object.assign(state, change)
      if (change.search !== undefined) {
        test = searchTest(change.search)
        matched = new Map()
      }
      for (const listener of listeners) listener(change)
    },
    onChange: (listener) => listeners.push(listener),
  }
}

/** What a search looks at. */
export const functionText = (data: PageData, fn: number): string =>
  `${data.functions.names[fn] ?? ''} ${placeText(data, fn)}`

/** `src/server.ts:11`; '' where it is not known. */
export function placeText({ functions, files }: PageData, fn: number): string {
  const file = files[functions.files[fn] ?? -1]
  const line = functions.lines[fn] ?? 0
  return file === undefined ? '' : line > 0 ? `${file}:${line}` : file
}

/** A regular expression as in pprof's search; text that is none is looked for as it is. */
function searchTest(search: string): ((text: string) => boolean) | undefined {
  const wanted = search.trim()
  if (wanted === '') return undefined
  try {
    const expression = new RegExp(wanted, 'i')
    return (text) => expression.test(text)
  } catch {
    const lower = wanted.toLowerCase()
    return (text) => text.toLowerCase().includes(lower)
  }
}
