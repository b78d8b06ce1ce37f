import { installed } from './installed.ts'
import { type Major, majors } from './majors.ts'

export const compiler = ['typescript@~5.9.3', '@types/node@22'] as const

/** Where a Vitest major, what belongs to it, TypeScript and the packed vitest-leak are installed: one folder for all that run on it. */
export const folderOf = (major: Major, tarball: string): Promise<string> =>
  installed(`vitest-${major}`, [...majors[major].packages, ...compiler, tarball])
