import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PageAssets } from '../../pprof/page/profile-page.ts'

/** Bundling takes a second when run from source. */
let known: Promise<PageAssets> | undefined

/** What a page brings along: files of the package, or made from the source where this is run from it. */
export function pageAssets(): Promise<PageAssets> {
  known ??= texts().then(({ script, style }) => ({
    script,
    style,
    scriptHash: hashOf(script),
    styleHash: hashOf(style),
  }))
  return known
}

async function texts(): Promise<{ readonly script: string; readonly style: string }> {
  if (import.meta.url.endsWith('.ts')) {
    // An address that the package's bundler does not follow: its users have no bundler.
    const source = new URL('bundle-page.ts', import.meta.url).href
    return ((await import(source)) as typeof import('./bundle-page.ts')).bundlePage()
  }
  const built = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')
  return { script: built('page.js'), style: built('page.css') }
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
