import type { PprofLocation, PprofProfile } from '../pprof-profile.ts'
import type { PageFunctions } from './page-data.ts'

export interface FrameTable {
  readonly functions: Pick<PageFunctions, 'names' | 'files' | 'lines'>
  readonly files: readonly string[]
  /** Of location `i`: its frames, innermost first. */
  readonly frames: readonly (readonly LineFrame[])[]
}

export interface LineFrame {
  readonly function: number
  /** -1: not known. */
  readonly file: number
  /** 0: not known. */
  readonly line: number
}

/** Functions and files of a profile, each once. A function is its name and file, as a page has both to show. */
export function frameTable({ locations }: Pick<PprofProfile, 'locations'>): FrameTable {
  const names: string[] = []
  const functionFiles: number[] = []
  const lines: number[] = []
  const files: string[] = []
  const fileIndex = new Map<string, number>()
  const functionIndex = new Map<string, number>()

  const fileOf = (name: string): number => {
    if (name === '') return -1
    const known = fileIndex.get(name)
    if (known !== undefined) return known
    fileIndex.set(name, files.length)
    return files.push(name) - 1
  }
  const functionOf = (name: string, file: number, line: number): number => {
    const key = `${file} ${name}`
    const known = functionIndex.get(key)
    if (known !== undefined) return known
    functionIndex.set(key, names.length)
    functionFiles.push(file)
    lines.push(line)
    return names.push(name) - 1
  }

  const frames = locations.map((location): LineFrame[] => {
    if (location.lines.length === 0) return [{ function: functionOf(addressName(location), -1, 0), file: -1, line: 0 }]
    return location.lines.map(({ function: { name, filename, startLine }, line }) => {
      const file = fileOf(filename)
      const shown = name === '' ? addressName(location) : name
      return { function: functionOf(shown, file, startLine > 0 ? startLine : line), file, line }
    })
  })
  return { functions: { names, files: functionFiles, lines }, files, frames }
}

/** As pprof calls what has no symbol. */
function addressName({ address, mapping }: PprofLocation): string {
  const file = mapping?.file.split('/').at(-1) ?? ''
  const inFile = file === '' ? '' : `[${file}]`
  if (address === 0n) return inFile === '' ? '<unknown>' : inFile
  return `${address.toString(16).padStart(16, '0')}${inFile === '' ? '' : ` ${inFile}`}`
}
