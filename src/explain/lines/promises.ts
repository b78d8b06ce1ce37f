import type { AnyNode } from 'acorn'
import { MAKES_PROMISE } from './frameless.ts'
import { awaitsIn, callsNamed, isAsync, opaqueMakers, type Site } from './site.ts'

/** An asynchronous function makes its promise when it is called, and one more where it awaits what is none. */
export const promiseMakers = (site: Site): AnyNode[] => [
  ...(isAsync(site.code) ? [site.code.head] : []),
  ...awaitsIn(site),
  ...site.nodes.filter((node) => node.type === 'ImportExpression'),
  ...callsNamed(site, MAKES_PROMISE),
  ...opaqueMakers(site),
]
