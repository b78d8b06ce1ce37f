/**
 * A profile of live heap memory as plain data: what the rest of the project computes with.
 * Nothing here knows V8, Node or Vitest.
 */

/** A function on a stack, at the place where it starts (V8 records no finer position, see docs/how-it-works.md). */
export interface Frame {
  /** As V8 names it; `(anonymous)` where it has no name. */
  readonly functionName: string
  /** Absolute path, `node:…` specifier, or `''` for code without a script (V8's builtins). */
  readonly file: string
  /** 1-based; 0 when unknown. */
  readonly line: number
  /** 1-based; 0 when unknown. */
  readonly column: number
}

/** What one call stack allocated and what is alive of it. */
export interface Sample {
  /** Leaf first, as pprof writes it. */
  readonly stack: readonly Frame[]
  readonly objects: number
  readonly bytes: number
  /** Part of `bytes` that is outside the V8 heap: backing stores charged to this stack. */
  readonly offHeapBytes?: number
  /** Objects as large as an ArrayBuffer, where somebody counted them: only these can own memory off the heap. */
  readonly arrayBuffers?: number
}

/** Samples with distinct stacks. */
export type Profile = readonly Sample[]

/** Frames of the same function at the same place are the same frame. */
export const frameKey = (frame: Frame): string => `${frame.file}\0${frame.line}\0${frame.column}\0${frame.functionName}`

/** A stack's identity, for subtraction and for sums. */
export const stackKey = (stack: readonly Frame[]): string => stack.map(frameKey).join('\n')
