import type { TestModule, Vitest } from 'vitest/node'
import type { ObsoleteEntries } from './run-figures.ts'

/** Which entries of baselines no test of these modules asks for any more. */
export type ObsoleteOf = (modules: readonly TestModule[], vitest: Vitest) => readonly ObsoleteEntries[]
