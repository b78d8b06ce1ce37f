import type { PprofLine, PprofLocation } from '../pprof-profile.ts'
import { baseName, cleanPath, relocatedPath } from './go-path.ts'
import type { Granularity } from './report-options.ts'

/** What makes a row of its own: places of which all of this is equal are one. */
export interface NodeInfo {
  readonly name: string
  readonly address: bigint
  readonly file: string
  readonly startLine: number
  readonly line: number
  /** The binary. */
  readonly binary: string
}

export interface NodeInfoOptions {
  readonly granularity: Granularity
  /** Functions of different binaries, or that start at different lines, are different ones. */
  readonly withBinary?: boolean
  /** Folders that paths are made relative to. Absent: paths stay as they are. */
  readonly sourcePath?: readonly string[]
}

/** @param line absent: nobody has symbolised the location */
export function nodeInfo(
  { address, mapping }: PprofLocation,
  line: PprofLine | undefined,
  { granularity, withBinary = false, sourcePath }: NodeInfoOptions,
): NodeInfo {
  const at = granularity === 'addresses' ? address : 0n
  const binary = mapping?.file ?? ''
  if (!line) return { name: '', address: at, file: '', startLine: 0, line: 0, binary }
  const { function: fn } = line
  const name = granularity === 'files' ? '' : fn.name
  const path = granularity === 'functions' ? '' : fn.filename
  const file = path === '' || !sourcePath ? path : relocatedPath(path, sourcePath)
  const isDistinct = withBinary || name === ''
  return {
    name,
    address: at,
    file: file === '' ? '' : cleanPath(file),
    startLine: isDistinct ? fn.startLine : 0,
    line: granularity === 'lines' || granularity === 'addresses' ? line.line : 0,
    binary: isDistinct ? binary : '',
  }
}

/** As reports print it. */
export function nodeName({ address, name, line, file, binary }: NodeInfo): string {
  const parts = address === 0n ? [] : [address.toString(16).padStart(16, '0')]
  if (name !== '') parts.push(name)
  if (line !== 0) parts.push(`${file}:${line}`)
  else if (file !== '') parts.push(file)
  else if (name === '') parts.push(binary === '' ? '<unknown>' : `[${baseName(binary)}]`)
  return parts.join(' ')
}

/** All of it, in the order that decides between nodes that are equal otherwise. */
export const nodeText = ({ name, address, file, startLine, line, binary }: NodeInfo): string =>
  `{${name}  ${address} ${file} ${startLine} ${line} ${binary}}`
