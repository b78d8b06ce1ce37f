const KEY = 'vitest-leak-theme'

const systemIsDark = matchMedia('(prefers-color-scheme: dark)')

export const isDark = (): boolean => {
  const { theme } = document.documentElement.dataset
  return theme === undefined ? systemIsDark.matches : theme === 'dark'
}

/** For what cannot be said in a style sheet by `light-dark()`. */
export const markTheme = (): void => {
  document.documentElement.toggleAttribute('data-dark', isDark())
}

/** The other theme from now on; the reader's choice is kept where the browser allows a page of its kind to. */
export function toggleTheme(): void {
  const theme = isDark() ? 'light' : 'dark'
  document.documentElement.dataset.theme = theme
  markTheme()
  // A page from a file may have no storage.
  try {
    localStorage.setItem(KEY, theme)
  } catch {}
}

export function restoreTheme(): void {
  try {
    const theme = localStorage.getItem(KEY)
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  } catch {}
  markTheme()
}

export const onSystemTheme = (listener: () => void): void =>
  systemIsDark.addEventListener('change', () => {
    markTheme()
    listener()
  })
