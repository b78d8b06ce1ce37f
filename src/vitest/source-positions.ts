import { existsSync } from 'node:fs'
import { findSourceMap, SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Frame } from '../profile/profile.ts'
import { scriptSourceMap } from './script-source-maps.ts'

/** Where the majors keep the source maps of what they have run: vite-node's cache (3), the module graph (4, 5). */
interface VitestWorker {
  readonly moduleCache?: { getSourceMap?(file: string): SourceMapPayload | null | undefined }
  readonly evaluatedModules?: {
    getModuleSourceMapById?(file: string): { readonly map?: SourceMapPayload } | null | undefined
  }
}

const parsed = new WeakMap<SourceMapPayload, SourceMap>()

/**
 * The frame at its place in the file that a person wrote. What Vitest has not transformed (packages that are run as they
 * are) stays where it is, as does what no source map tells.
 */
export function toSource(frame: Frame): Frame {
  const file = pathOf(frame.file)
  const unmapped = file === frame.file ? frame : { ...frame, file }
  if (frame.line < 1) return unmapped
  const entry = sourceMapOf(file)?.findEntry(frame.line - 1, Math.max(0, frame.column - 1))
  if (!entry || !('originalLine' in entry) || entry.originalLine === undefined) return unmapped
  return {
    ...frame,
    file: sourceFile(file, entry.originalSource),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  }
}

function sourceMapOf(file: string): SourceMap | undefined {
  const raw = vitestMapOf(file)
  if (!raw) return findSourceMap(file) ?? (isJest() ? scriptSourceMap(file) : undefined)
  let map = parsed.get(raw)
  if (!map) {
    map = new SourceMap(raw)
    parsed.set(raw, map)
  }
  return map
}

/** It says so to its workers, and to itself where it has none. */
const isJest = (): boolean => process.env.JEST_WORKER_ID !== undefined

function vitestMapOf(file: string): SourceMapPayload | null | undefined {
  const { __vitest_worker__: worker } = globalThis as { __vitest_worker__?: VitestWorker }
  return (
    worker?.moduleCache?.getSourceMap?.(file) ??
    worker?.evaluatedModules?.getModuleSourceMapById?.(file)?.map ??
    undefined
  )
}

/** Scripts that Node has loaded itself are URLs; Vite adds queries, `?v=8f3a` for example. */
function pathOf(file: string): string {
  const path = file.startsWith('file://') ? fileURLToPath(file) : file
  return path.replace(/[?#](?=[^/\\]*$).*$/, '')
}

/** Vite names the source by its last segment; the map of a package that was built names it relative to the file. */
function sourceFile(file: string, source: string | undefined): string {
  if (!source || /^[a-z]{2,}:/i.test(source)) return file
  const path = resolve(dirname(file), source)
  return path !== file && existsSync(path) ? path : file
}
