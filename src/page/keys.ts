import type { Page } from './state.ts'

/** `/` goes to the search box, Escape clears it. What a view answers to, it handles itself. */
export function listenToKeys(page: Page): void {
  document.addEventListener('keydown', (event) => {
    const search = document.getElementById('search') as HTMLInputElement | null
    if (!search) return
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      search.focus()
      search.select()
    }
    if (event.key === 'Escape' && event.target === search) {
      page.update({ search: '' })
      search.blur()
    }
  })
}
