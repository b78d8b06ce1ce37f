import type { TestProject } from 'vitest/node'
import { installed } from './installed.ts'
import { allMajors, type Major, majors } from './majors.ts'
import { nodeAtLeast } from './node.ts'
import { pack } from './pack.ts'
import { compiler, folderOf } from './places.ts'

/** The one that Vitest 3 and 4 bundle, and the one of Vitest 5. */
const tinybenchMajors = { 2: 'tinybench@2.9.0', 6: 'tinybench@^6.2.3' } as const

export type TinybenchMajor = keyof typeof tinybenchMajors

/** Where a Vitest major is installed, and what runs it. */
export interface Place {
  /** Has the packed vitest-leak, TypeScript and the major in its `node_modules`. */
  readonly folder: string
  /** Absent where no Node that is new enough can be had. */
  readonly node?: string
}

declare module 'vitest' {
  interface ProvidedContext {
    majors: Readonly<Record<Major, Place>>
    /** Has the packed vitest-leak, TypeScript and Jest's `expect`, and no Vitest. */
    jest: string
    /** Have the packed vitest-leak, TypeScript and tinybench, by its major. */
    tinybench: Readonly<Record<TinybenchMajor, string>>
  }
}

/** The package as its users get it: packed once, and installed beside each Vitest major. */
export default async function install(project: TestProject): Promise<void> {
  const tarball = await pack()
  const placeOf = async (major: Major): Promise<[Major, Place]> => {
    const node = await nodeAtLeast(majors[major].leastNode)
    const folder = await folderOf(major, tarball)
    return [major, node ? { folder, node } : { folder }]
  }
  const tinybenchIn = (major: TinybenchMajor): Promise<string> =>
    installed(`tinybench-${major}`, [tinybenchMajors[major], ...compiler, tarball])
  const [jest, tinybench2, tinybench6, ...places] = await Promise.all([
    installed('jest', ['expect@^30.5.2', ...compiler, tarball]),
    tinybenchIn(2),
    tinybenchIn(6),
    ...allMajors.map(placeOf),
  ])
  project.provide('jest', jest)
  project.provide('tinybench', { 2: tinybench2, 6: tinybench6 })
  project.provide('majors', Object.fromEntries(places) as Record<Major, Place>)
}
