import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Scripts of the font, each a file. */
export const fontSubsets = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'hebrew'] as const

/** Arimo, which is as wide as Arial, and so as Graphviz measures: copied into the package when it is built (110 kB). */
export function fontFiles(): string[] {
  const names = fontSubsets.map((subset) => `arimo-${subset}-400-normal.woff2`)
  if (!import.meta.url.endsWith('.ts'))
    return names.map((name) => fileURLToPath(new URL(`font/${name}`, import.meta.url)))
  const { resolve } = createRequire(import.meta.url)
  return names.map((name) => resolve(`@fontsource/arimo/files/${name}`))
}

/** From the source only. */
export const fontLicense = (): string =>
  readFileSync(createRequire(import.meta.url).resolve('@fontsource/arimo/LICENSE'), 'utf8').trim()
