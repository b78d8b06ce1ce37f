import type { PprofProfile } from '../pprof-profile.ts'
import type { PageLines } from './page-data.ts'
import type { FrameTable, LineFrame } from './page-functions.ts'

/** What single lines of files made, themselves and with all they called. A line counts once a stack, as in pprof's list. */
export function lineFigures({ samples, sampleTypes }: PprofProfile, { frames }: FrameTable): PageLines {
  const width = sampleTypes.length
  const files: number[] = []
  const lines: number[] = []
  const flat = sampleTypes.map((): number[] => [])
  const cum = sampleTypes.map((): number[] => [])
  const rows = new Map<string, number>()
  const rowOf = ({ file, line }: LineFrame): number => {
    if (file === -1 || line <= 0) return -1
    const key = `${file}:${line}`
    const known = rows.get(key)
    if (known !== undefined) return known
    const row = files.push(file) - 1
    lines.push(line)
    for (const column of [...flat, ...cum]) column.push(0)
    rows.set(key, row)
    return row
  }
  // A location's lines are those of all its samples: found once.
  const locationRows = frames.map((inlined) => inlined.map(rowOf))
  const lastSample = new Int32Array(files.length).fill(-1)

  const add = (columns: readonly number[][], row: number, sample: number): void => {
    for (let type = 0; type < width; type++) {
      const column = columns[type] as number[]
      column[row] = (column[row] as number) + (samples.values[sample * width + type] as number)
    }
  }
  for (let sample = 0; sample < samples.count; sample++) {
    const start = samples.stackStarts[sample] as number
    const end = samples.stackStarts[sample + 1] as number
    for (let at = start; at < end; at++) {
      const rowsHere = locationRows[samples.stackLocations[at] as number] ?? []
      for (let i = 0; i < rowsHere.length; i++) {
        const row = rowsHere[i] as number
        if (row === -1) continue
        if (at === start && i === 0) add(flat, row, sample)
        if (lastSample[row] !== sample) add(cum, row, sample)
        lastSample[row] = sample
      }
    }
  }
  return { files, lines, flat, cum }
}
