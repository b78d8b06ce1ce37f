import type { Vitest } from 'vitest/node'

// On the global object: a reporter that Vitest loads by its name may be another copy of this module than the plugin's.
const KEY = Symbol.for('vitest-leak.table-owner')

interface Claim {
  readonly reporter: object
  readonly isNamed: boolean
}

const claims = (): WeakMap<Vitest, Claim> => {
  const holder = globalThis as { [KEY]?: WeakMap<Vitest, Claim> }
  holder[KEY] ??= new WeakMap()
  return holder[KEY]
}

/** Of all the reporters of one Vitest one prints the table: the first that the user has named, or else the plugin's own. */
export function claimTable(vitest: Vitest, claim: Claim): void {
  const held = claims().get(vitest)
  if (!held || (claim.isNamed && !held.isNamed)) claims().set(vitest, claim)
}

export const ownsTable = (vitest: Vitest, reporter: object): boolean => claims().get(vitest)?.reporter === reporter
