import type { Origin } from './origin.ts'
import type { Frame } from './profile.ts'

/** Code that works for whoever called it. */
export const isRuntimeOrigin = (origin: Origin): boolean => origin === 'node' || origin === 'builtin'

/** On whose account a stack is: the nearest frame that is not the runtime's, or its leaf where there is none. */
export const answerableFrame = (stack: readonly Frame[], originOf: (file: string) => Origin): Frame | undefined =>
  stack.find((frame) => !isRuntimeOrigin(originOf(frame.file))) ?? stack[0]
