import type { AnyNode } from 'acorn'
import { arrayMakers } from './arrays.ts'
import { contextMakers } from './captured-variables.ts'
import { closureMakers } from './closures.ts'
import { instanceMakers } from './instances.ts'
import type { MadeKind } from './made-kind.ts'
import { objectMakers } from './objects.ts'
import { bigintMakers, numberMakers, symbolMakers } from './primitives.ts'
import { promiseMakers } from './promises.ts'
import { callersOf } from './runtime-callers.ts'
import { foreignCalls, iterationsIn, type Site } from './site.ts'
import { stringMakers } from './strings.ts'
import { tableMakers } from './tables.ts'

/**
 * Every expression of the function that may have made the kind.
 *
 * @param closureStart offset of the kind's `functionStart`
 */
export function makersOf(site: Site, kind: MadeKind, closureStart: number | undefined): readonly AnyNode[] {
  if (kind.via !== undefined) return callersOf(site, kind.via)
  const makers = ownMakers(site, kind, closureStart)
  if (makers.length > 0 || kind.functionStart || kind.className === 'variables') return makers
  // Something of which nothing is known here, a native addon for example.
  return [...foreignCalls(site), ...iterationsIn(site)]
}

function ownMakers(site: Site, kind: MadeKind, closureStart: number | undefined): readonly AnyNode[] {
  switch (kind.className) {
    case 'Object':
      return objectMakers(site, kind.keys)
    case 'Array':
      return arrayMakers(site)
    case 'Promise':
      return promiseMakers(site)
    case 'closure':
      return closureMakers(site, kind, closureStart)
    case 'variables':
      return contextMakers(site)
    case 'string':
      return stringMakers(site)
    case 'number':
      return numberMakers(site)
    case 'bigint':
      return bigintMakers(site)
    case 'symbol':
      return symbolMakers(site)
    case 'table':
      return tableMakers(site)
    default:
      return instanceMakers(site, kind.className)
  }
}
