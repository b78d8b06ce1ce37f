import type { Frame, Sample } from '../../src/profile/profile.ts'

/** A frame of a made-up project: `frame('handle')` is in handle.ts at 1:1. */
export const frame = (functionName: string, file = `/project/src/${functionName}.ts`, line = 1, column = 1): Frame => ({
  functionName,
  file,
  line,
  column,
})

/** A sample from a stack written caller first: `sample('run > handle', 2, 64)`. */
export const sample = (stack: string, objects: number, bytes: number, offHeapBytes?: number): Sample => ({
  stack: stack
    .split(' > ')
    .reverse()
    .map((name) => frame(name)),
  objects,
  bytes,
  ...(offHeapBytes === undefined ? {} : { offHeapBytes }),
})

/** A sample's stack back in that notation. */
export const written = ({ stack }: Sample): string =>
  stack
    .map(({ functionName }) => functionName)
    .reverse()
    .join(' > ')
