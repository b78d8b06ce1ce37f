import { join } from 'node:path'
import { build } from 'tsdown'

/**
 * The parts of the package that are not public, in one file. In a folder of its own, since whatever lies below the package's folder is
 * taken for the package.
 */
export const bundle = () =>
  build({
    config: false,
    entry: { explain: join(import.meta.dirname, 'entry.ts') },
    outDir: join(import.meta.dirname, 'dist/own'),
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outExtensions: () => ({ js: '.mjs' }),
    dts: false,
    clean: false,
    logLevel: 'error',
  })
