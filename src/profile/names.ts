import { type Frame, frameKey, type Profile } from './profile.ts'

/** How frames are called in pprof, where functions with equal names become one row. */
export type FunctionNames = (frame: Frame) => string

const baseName = (file: string): string => file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)

const at = (frame: Frame, file: string): string =>
  `${frame.functionName} ${file === '' ? '(native)' : file}:${frame.line}:${frame.column}`

/**
 * Names under which every frame of the given profiles stays a row of its own.
 *
 * pprof's default granularity is the function's name alone: it would add up all `(anonymous)` functions, and all
 * methods called `get`. A name that stands for several places gets its place appended (`get lru.ts:12:3`), an
 * anonymous function always does, so that it is called the same in every run.
 *
 * @param profiles all profiles that are to be compared with each other: they must agree on names
 */
export function functionNames(...profiles: readonly Profile[]): FunctionNames {
  const frames = new Map<string, Frame>()
  for (const profile of profiles) {
    for (const { stack } of profile) for (const frame of stack) frames.set(frameKey(frame), frame)
  }
  const taken = new Map<string, number>()
  const candidates = (frame: Frame): readonly string[] => [
    ...(isAnonymous(frame) ? [] : [frame.functionName]),
    at(frame, baseName(frame.file)),
    at(frame, frame.file),
  ]
  for (const frame of frames.values()) {
    for (const name of new Set(candidates(frame))) taken.set(name, (taken.get(name) ?? 0) + 1)
  }
  return (frame) => {
    const names = candidates(frame)
    return names.find((name) => (taken.get(name) ?? 0) <= 1) ?? at(frame, frame.file)
  }
}

const isAnonymous = (frame: Frame): boolean => frame.functionName === '' || frame.functionName === '(anonymous)'
