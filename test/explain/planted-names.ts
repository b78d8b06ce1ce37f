import { readFileSync } from 'node:fs'

const sourceOf = (file: string): string => readFileSync(new URL(`snapshots/planted/${file}`, import.meta.url), 'utf8')

/** Names of the functions that have planted leaks, in their order. */
export const plantedNames = [
  ...sourceOf('leaks.mjs').matchAll(/^export function (\w+)/gm),
  ...sourceOf('modules-of-vite.mjs').matchAll(/^ {2}function (in\w+)/gm),
].map(([, name]) => name as string)
