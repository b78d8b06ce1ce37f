import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { installed } from '../e2e/harness/installed.ts'
import { folderOf } from '../e2e/harness/places.ts'
import type { Cell } from './cells.ts'
import { FIXTURES } from './fixture.ts'
import { pnpmWorkspace } from './pnpm-workspace.ts'
import { setupOf } from './setups.ts'

/** Where Vitest is started, and which. */
export interface Place {
  readonly root: string
  readonly vitest: string
}

/** Installs, if need be, what a cell needs. Not for two cells at a time: they may need the same. */
export async function install({ major, node, column }: Cell, tarball: string): Promise<void> {
  if (column === 'pnpm') await pnpmWorkspace(major, node, tarball)
  else await folderOf(major, tarball)
  const name = setupOf({ column, major }).package
  if (name) await installed(`matrix-${name}`, [name])
}

/** A fresh copy of the fixture of a cell for which everything is installed. */
export async function projectOf(cell: Cell, tarball: string): Promise<Place> {
  return cell.column === 'pnpm' ? workspaceProject(cell, tarball) : npmProject(cell, tarball)
}

async function npmProject({ major, node, column }: Cell, tarball: string): Promise<Place> {
  const folder = await folderOf(major, tarball)
  const root = join(folder, 'projects', `matrix-${node}-${column}`)
  await rm(root, { recursive: true, force: true })
  const setup = setupOf({ column, major })
  for (const layer of ['base', setup.layer]) if (layer) await cp(join(FIXTURES, layer), root, { recursive: true })
  await writeFile(join(root, 'package.json'), '{ "private": true, "type": "module" }\n')
  // A folder of this name cannot be in a repository.
  if (column === 'cjs') await cp(join(root, 'packages'), join(root, 'node_modules'), { recursive: true })
  if (setup.package) await linkPackage(setup.package, root)
  return { root, vitest: join(folder, 'node_modules/vitest/vitest.mjs') }
}

async function linkPackage(name: string, root: string): Promise<void> {
  const from = join(await installed(`matrix-${name}`, [name]), 'node_modules', name)
  await mkdir(join(root, 'node_modules'), { recursive: true })
  await symlink(from, join(root, 'node_modules', name), 'junction')
}

/** One package has the bodies, the other the tests, which import the first by the link that pnpm has made. */
async function workspaceProject({ major, node }: Cell, tarball: string): Promise<Place> {
  const packages = join(await pnpmWorkspace(major, node, tarball), 'packages')
  const root = join(packages, 'app')
  const replace = async (from: string, to: string): Promise<void> => {
    await rm(to, { recursive: true, force: true })
    await cp(join(FIXTURES, from), to, { recursive: true })
  }
  await replace('base/src', join(packages, 'store/src'))
  await replace('base/tests', join(root, 'tests'))
  await replace('base/vitest.config.ts', join(root, 'vitest.config.ts'))
  await rm(join(root, 'results.json'), { force: true })
  await cp(join(FIXTURES, 'pnpm/packages/app/tests'), join(root, 'tests'), { recursive: true })
  return { root, vitest: join(root, 'node_modules/vitest/vitest.mjs') }
}
