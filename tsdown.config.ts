import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { defineConfig } from 'tsdown'
import { bundlePage } from './src/artifacts/page/bundle-page.ts'
import { fontFiles } from './src/cli/picture/font-files.ts'

/** Vitest or Jest's `expect`: a project has one of them, and type-checks without the other even with `skipLibCheck: false`. */
const optionalPeers = {
  name: 'optional-peers',
  renderChunk: (code: string, { fileName }: { fileName: string }) =>
    fileName.endsWith('.d.ts')
      ? code
          .replaceAll(
            /^(?:declare module ["'](?:vitest|expect|tinybench)["']|import .* from ["'](?:vitest|tinybench)(?:\/\w+)?["'])/gm,
            '// @ts-ignore optional\n$&',
          )
          .replaceAll(
            /^(declare module ["']expect["'] \{\n)/gm,
            '$1  // @ts-ignore type parameters differ between majors\n',
          )
      : null,
}

/** What is read at run time. Written beside the bundle, where import.meta.url finds it. */
const filesToRead = {
  name: 'files-to-read',
  async generateBundle(this: {
    emitFile(file: { type: 'asset'; fileName: string; source: string | Uint8Array }): unknown
  }) {
    const { script, style, licenses } = await bundlePage()
    const files: [string, string | Uint8Array][] = [
      ['page.js', script],
      ['page.css', style],
      ['page-licenses.txt', licenses],
      // Not bundled: Vitest is to run it, and Node what it imports.
      [
        'plugin-setup.ts',
        readFileSync('src/plugin-setup.ts', 'utf8').replace('./vitest/prepare-file.ts', './prepare-file.js'),
      ],
      ...fontFiles().map((path): [string, Uint8Array] => [`font/${basename(path)}`, readFileSync(path)]),
    ]
    for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source })
  },
}

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    setup: 'src/setup.ts',
    'prepare-file': 'src/vitest/prepare-file.ts',
    'global-setup': 'src/global-setup.ts',
    matchers: 'src/matchers/index.ts',
    bench: 'src/bench/index.ts',
    http: 'src/http/index.ts',
    pprof: 'src/pprof/index.ts',
    reporter: 'src/reporter/index.ts',
    cli: 'src/cli.ts',
    'bench-runner': 'src/bench/vitest/runner.ts',
    'bench-provider': 'src/bench/vitest/provider.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Global setup and benchmarks' modules are for Vitest alone, the command line for people.
  dts: {
    entry: [
      'src/index.ts',
      'src/setup.ts',
      'src/matchers/index.ts',
      'src/bench/index.ts',
      'src/http/index.ts',
      'src/pprof/index.ts',
      'src/reporter/index.ts',
    ],
  },
  clean: true,
  fixedExtension: false,
  plugins: [optionalPeers, filesToRead],
})
