// Shared by verify.mjs and by any other runner (e.g. a Vitest suite) that wants to use the corpus.
// It must live at the corpus root: bare specifiers are resolved against ./node_modules.
import { readFileSync } from 'node:fs'

/** "name@1.2.3" -> { name, version, alias } ; "node" -> { name: "node" } */
export function parseSpec(spec) {
  const at = spec.lastIndexOf('@')
  if (at <= 0) return { name: spec, version: null, alias: null }
  const name = spec.slice(0, at)
  const version = spec.slice(at + 1)
  return { name, version, alias: `${name.replace(/^@/, '').replace('/', '__')}--${version}` }
}

export const manifest = () => JSON.parse(readFileSync(new URL('./manifest.json', import.meta.url), 'utf8'))

/** The variants of a case: what to load and which export to call. */
export function variantsOf(entry) {
  if (entry.kind === 'version-pair') {
    return [
      { variant: 'leaky', exportName: 'body', spec: 'leaky' },
      { variant: 'fixed', exportName: 'body', spec: 'fixed' },
    ]
  }
  if (entry.kind === 'usage-pair') {
    return [
      { variant: 'leaky', exportName: 'leaky', spec: 'package' },
      { variant: 'clean', exportName: 'clean', spec: 'package' },
    ]
  }
  return [{ variant: 'clean', exportName: 'clean', spec: 'package' }]
}

/**
 * Loads a case and returns { fn, mod }. `fn` is the body to repeat; `await fn()` is always right.
 * `fn.teardown`, when present, closes servers and workers.
 */
export async function instantiate(entry, { exportName, spec }) {
  const mod = await import(new URL(`./${entry.body}`, import.meta.url).href)
  const packages = mod.packages ?? {}
  const main = packages[spec] ? parseSpec(packages[spec]) : null
  const load = (specifier) => {
    if (main?.alias && (specifier === main.name || specifier.startsWith(`${main.name}/`))) {
      return import(main.alias + specifier.slice(main.name.length))
    }
    return import(specifier)
  }
  const pkg = main?.alias && !mod.noMainEntry ? await load(main.name) : undefined
  return { fn: await mod[exportName](pkg, { load }), mod }
}
