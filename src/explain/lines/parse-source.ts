import { type Options, type Program, parse } from 'acorn'
import { pointAt } from './calls.ts'
import { fileNames } from './file-names.ts'
import { indexFunctions } from './function-index.ts'
import type { MadeKind } from './made-kind.ts'
import { makersOf } from './makers.ts'
import { type OwnCode, ownNodes } from './own-code.ts'
import type { Site } from './site.ts'
import { textPositions } from './text-positions.ts'

export interface CandidateExpression {
  /** 1-based, in the text. */
  readonly line: number
  /** 1-based, in UTF-16 units. Of a method's call, where the method's name is; of all others, where the expression starts. */
  readonly column: number
}

/** A function, as V8 names and places it: 1-based. */
export interface FunctionPlace {
  readonly functionName: string
  readonly line: number
  readonly column: number
}

/** A file, parsed once, to be asked for any of its functions. */
export interface ParsedSource {
  /**
   * The expressions of a function that may have made something, in the order of the source: one is the one for certain,
   * of several each may be it. What a function makes at its start (its promise, its context) is where the function starts.
   *
   * @returns for each kind, in their order; an empty list where nothing in the function can be pointed at. undefined when
   *   no such function starts there.
   */
  candidates(at: FunctionPlace, kinds: readonly MadeKind[]): readonly (readonly CandidateExpression[])[] | undefined
}

/**
 * @param text the JavaScript that V8 runs, with positions as V8 counts them: without a wrapper that V8 was told to leave
 *   out of its columns, as Vitest's is
 * @returns undefined for what is no JavaScript
 */
export function parseSource(text: string): ParsedSource | undefined {
  const program = parseLeniently(text)
  if (!program) return undefined
  const positions = textPositions(text)
  const functions = indexFunctions(program, text)
  const names = fileNames(program)
  const sites = new Map<OwnCode, Site>()
  const siteOf = (code: OwnCode): Site => {
    const site = sites.get(code) ?? { code, nodes: ownNodes(code), names, startOf: functions.startOf }
    sites.set(code, site)
    return site
  }
  const topLevel: OwnCode = { what: 'program', head: program }
  return {
    candidates({ functionName, line, column }, kinds) {
      const offset = positions.offsetOf(line, column)
      const found = offset === undefined ? [] : [...functions.startingAt(offset, functionName)]
      if (functionName === '' && isTextStart(line, offset)) found.push(topLevel)
      if (found.length === 0) return undefined
      return kinds.map((kind) => {
        const { functionStart: start } = kind
        const closureStart = start && positions.offsetOf(start.line, start.column)
        const offsets = found.flatMap((code) => makersOf(siteOf(code), kind, closureStart).map(pointAt))
        return [...new Set(offsets)].sort((a, b) => a - b).map(positions.positionOf)
      })
    },
  }
}

/** What wraps a module starts at 1:1, or outside of the first line where columns are counted without it. */
const isTextStart = (line: number, offset: number | undefined): boolean =>
  line < 1 || offset === 0 || (line === 1 && offset === undefined)

const LENIENT: Options = {
  ecmaVersion: 'latest',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  allowHashBang: true,
  checkPrivateFields: false,
}

function parseLeniently(text: string): Program | undefined {
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return parse(text, { ...LENIENT, sourceType })
    } catch {
      // What is no module may be a script, and what is neither has no lines to tell.
    }
  }
  return undefined
}
