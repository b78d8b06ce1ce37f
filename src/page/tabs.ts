import { element } from './element.ts'
import type { Page, ViewName } from './state.ts'

export interface View {
  readonly root: HTMLElement
  /** Called when something changed, and the view is what the reader sees. */
  readonly render: () => void
}

export interface Tab {
  readonly name: ViewName
  readonly title: string
  readonly make: (page: Page) => View
}

/** The views, one of which is seen: made when first looked at, drawn again when looked at after a change. */
export function tabs(page: Page, all: readonly Tab[]): { readonly list: HTMLElement; readonly panels: HTMLElement } {
  const list = element('div', { role: 'tablist', 'aria-label': 'Views', class: 'tabs' })
  const panels = element('main', {})
  const views = new Map<ViewName, View>()
  const stale = new Set<ViewName>(all.map(({ name }) => name))

  const parts = all.map((tab) => {
    const button = element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${tab.name}`, 'aria-controls': `view-${tab.name}` },
      tab.title,
    )
    const panel = element('section', {
      role: 'tabpanel',
      id: `view-${tab.name}`,
      class: `view view-${tab.name}`,
      'aria-labelledby': `tab-${tab.name}`,
    })
    button.addEventListener('click', () => page.update({ view: tab.name }))
    list.append(button)
    panels.append(panel)
    return { ...tab, button, panel }
  })

  const show = (): void => {
    for (const { name, button, panel, make } of parts) {
      const isShown = name === page.state.view
      button.setAttribute('aria-selected', String(isShown))
      button.tabIndex = isShown ? 0 : -1
      panel.hidden = !isShown
      if (!isShown || !stale.delete(name)) continue
      let view = views.get(name)
      if (!view) {
        view = make(page)
        views.set(name, view)
        panel.append(view.root)
      }
      view.render()
    }
  }
  list.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = parts.findIndex(({ name }) => name === page.state.view)
    const next = parts[(at + step + parts.length) % parts.length]
    if (next) page.update({ view: next.name })
    next?.button.focus()
  })
  page.onChange((change) => {
    const { view, ...others } = change
    if (Object.keys(others).length > 0) for (const { name } of parts) stale.add(name)
    show()
  })
  // The first view needs its width, which it has in the document only.
  queueMicrotask(show)
  return { list, panels }
}
