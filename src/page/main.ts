import type { PageData } from '../pprof/page/page-data.ts'
import { flameView } from './flame-view.ts'
import { graphView } from './graph-view.ts'
import { header } from './header.ts'
import { listenToKeys } from './keys.ts'
import { retainersView } from './retainers-view.ts'
import { sourceView } from './source-view.ts'
import { pageOf } from './state.ts'
import { tabs } from './tabs.ts'
import { restoreTheme } from './theme.ts'
import { topView } from './top-view.ts'

const app = document.getElementById('app')
const text = document.getElementById('data')?.textContent
if (app && text) {
  restoreTheme()
  const page = pageOf(JSON.parse(text) as PageData)
  const { data } = page
  const views = tabs(page, [
    { name: 'flame', title: 'Flame graph', make: flameView },
    { name: 'top', title: 'Top', make: topView },
    ...(data.graphs.some((svg) => svg !== '')
      ? [{ name: 'graph', title: 'Call graph', make: graphView } as const]
      : []),
    { name: 'source', title: 'Source', make: sourceView },
    ...(data.retainers ? [{ name: 'retainers', title: 'Retainers', make: retainersView } as const] : []),
  ])
  app.append(header(page, views.list), views.panels)
  listenToKeys(page)
  // For whoever measures or tests the page: from here on it answers.
  document.documentElement.dataset.ready = 'yes'
}
