import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface FileCoverage {
  /** Calls of each function. */
  readonly f: Readonly<Record<string, number>>
  readonly fnMap: Readonly<Record<string, { readonly name: string }>>
}

/** Coverage was taken if its report says that a body was called, however often it was measured. */
export function coverageProblems(root: string): readonly string[] {
  const report = join(root, 'coverage/coverage-final.json')
  if (!existsSync(report)) return ['there is no coverage/coverage-final.json']
  const files: Readonly<Record<string, FileCoverage>> = JSON.parse(readFileSync(report, 'utf8'))
  const store = Object.entries(files).find(([file]) => file.endsWith('store.ts'))?.[1]
  const key = Object.entries(store?.fnMap ?? {}).find(([, { name }]) => name === 'openSession')?.[0]
  const calls = (key !== undefined && store?.f[key]) || 0
  return calls > 0 ? [] : [`coverage says that openSession was called ${calls} times`]
}
