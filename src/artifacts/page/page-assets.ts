import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PageAssets } from '../../pprof/page/profile-page.ts'

interface Texts {
  readonly script: string
  readonly style: string
}

/** Bundling takes a second when run from source. */
let known: Promise<PageAssets> | undefined

/** What a page brings along: files of the package, or made from the source where this is run from it. */
export function pageAssets(): Promise<PageAssets> {
  known ??= import.meta.url.endsWith('.ts') ? bundled() : Promise.resolve(builtPageAssets())
  return known
}

/**
 * The same at once.
 *
 * @throws Error this is run from source, where making them takes a bundler
 */
export function builtPageAssets(): PageAssets {
  const built = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')
  return withHashes({ script: built('page.js'), style: built('page.css') })
}

async function bundled(): Promise<PageAssets> {
  // An address that the package's bundler does not follow: its users have no bundler.
  const source = new URL('bundle-page.ts', import.meta.url).href
  return withHashes(await ((await import(source)) as typeof import('./bundle-page.ts')).bundlePage())
}

const withHashes = ({ script, style }: Texts): PageAssets => ({
  script,
  style,
  scriptHash: hashOf(script),
  styleHash: hashOf(style),
})

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
