import { basename } from 'node:path/posix'

type RelativeFiles = ReadonlyMap<string, string>

/**
 * The names of both sides' files without the folder of the checkout, so that results of two machines compare.
 *
 * Neither result says where its checkout was, and the longest folder that a side's files have in common moves when a file is added. So files
 * of the two sides that end alike vote on what to cut off: all files that are on both sides vote for the same.
 *
 * @returns relative names by name, for each side
 */
export function relativeFiles(
  oldFiles: readonly string[],
  newFiles: readonly string[],
): [RelativeFiles, RelativeFiles] {
  const [oldRoot, newRoot] = rootsOf(oldFiles.map(slashed), newFiles.map(slashed))
  const olds = oldFiles.map((file) => below(oldRoot, slashed(file)))
  const news = newFiles.map((file) => below(newRoot, slashed(file)))
  const common = commonFolder([...olds, ...news])
  const named = (files: readonly string[], relative: readonly string[]): RelativeFiles =>
    new Map(files.map((file, index) => [file, below(common, relative[index] ?? '')]))
  return [named(oldFiles, olds), named(newFiles, news)]
}

const slashed = (file: string): string => file.replaceAll('\\', '/')

const below = (folder: string, file: string): string => (file.startsWith(folder) ? file.slice(folder.length) : file)

const foldersOf = (file: string): string[] => file.split('/').slice(0, -1)

const folder = (parts: readonly string[]): string => parts.map((part) => `${part}/`).join('')

/** The folder above all files, with its `/` at the end; `''` where there is none. */
function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map(foldersOf)
  const differs = first.findIndex((part, index) => others.some((other) => other[index] !== part))
  return folder(differs === -1 ? first : first.slice(0, differs))
}

function rootsOf(oldFiles: readonly string[], newFiles: readonly string[]): readonly [string, string] {
  const byName = new Map<string, string[]>()
  for (const file of newFiles) byName.set(basename(file), [...(byName.get(basename(file)) ?? []), file])
  const votes = new Map<string, { roots: readonly [string, string]; count: number }>()
  for (const oldFile of oldFiles) {
    for (const newFile of byName.get(basename(oldFile)) ?? []) {
      const roots = withoutCommonEnd(oldFile, newFile)
      const key = roots.join('\n')
      votes.set(key, { roots, count: (votes.get(key)?.count ?? 0) + 1 })
    }
  }
  // Of two with as many votes, the one by which longer ends are alike.
  const [winner] = [...votes.values()].sort((a, b) => b.count - a.count || length(a.roots) - length(b.roots))
  return winner?.roots ?? [commonFolder(oldFiles), commonFolder(newFiles)]
}

const length = (roots: readonly string[]): number => roots.join('').length

function withoutCommonEnd(oldFile: string, newFile: string): [string, string] {
  const olds = oldFile.split('/')
  const news = newFile.split('/')
  while (olds.length > 0 && olds.at(-1) === news.at(-1)) {
    olds.pop()
    news.pop()
  }
  return [folder(olds), folder(news)]
}
