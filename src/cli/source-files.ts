import { readFileSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { relocatedPath } from '../pprof/report/go-path.ts'
import type { Source, SourceOf } from '../pprof/report/source-lines.ts'

/**
 * Finds source files as pprof does: an absolute path where it is, others in each of the folders and in the folders above it. A path that
 * goes through a folder of the same name as one of these is taken from there on.
 */
export function sourceFiles(folders: readonly string[]): SourceOf {
  return (file) => {
    const path = relocatedPath(file, folders)
    if (isAbsolute(path)) return source(path)
    for (const folder of folders) {
      for (const above of withParents(folder)) {
        const found = source(join(above, path))
        if (found.error === undefined) return found
      }
    }
    return { error: `could not find file ${path} on path ${folders.join(delimiter)}` }
  }
}

function withParents(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...withParents(parent)]
}

// As Go calls them.
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  EACCES: 'permission denied',
}

function source(path: string): Source {
  try {
    return { text: readFileSync(path, 'utf8') }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    // To Go a folder is a file that can be opened, and has no lines.
    return code === 'EISDIR' ? { text: '' } : { error: `open ${path}: ${reasons[code] ?? message}` }
  }
}
