/** Of the same version each; and environments that run on Node 20. */
const withCompanions = (range: string): readonly string[] => [
  ...['vitest', '@vitest/coverage-v8', '@vitest/coverage-istanbul'].map((name) => `${name}@${range}`),
  'jsdom@^26.1.0',
  'happy-dom@^20.0.0',
]

/** What the fixtures run on: one installed folder each. */
export const majors = {
  3: { packages: withCompanions('~3.2.7'), leastNode: [18, 0] },
  4: { packages: withCompanions('^4.1.12'), leastNode: [20, 0] },
  5: { packages: withCompanions('^5.1.1'), leastNode: [22, 12] },
} as const

export type Major = keyof typeof majors

export const allMajors: readonly Major[] = [3, 4, 5]

export const pools = ['forks', 'threads', 'vmThreads', 'vmForks'] as const

export type Pool = (typeof pools)[number]
