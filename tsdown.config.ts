import { defineConfig } from 'tsdown'

/** Vitest or Jest's `expect`: a project has one of them, and type-checks without the other even with `skipLibCheck: false`. */
const optionalPeers = {
  name: 'optional-peers',
  renderChunk: (code: string, { fileName }: { fileName: string }) =>
    fileName.endsWith('.d.ts')
      ? code
          .replaceAll(
            /^(?:declare module ["'](?:vitest|expect|tinybench)["']|import .* from ["'](?:vitest|tinybench)["'])/gm,
            '// @ts-ignore optional\n$&',
          )
          .replaceAll(
            /^(declare module ["']expect["'] \{\n)/gm,
            '$1  // @ts-ignore type parameters differ between majors\n',
          )
      : null,
}

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    setup: 'src/setup.ts',
    'global-setup': 'src/global-setup.ts',
    matchers: 'src/matchers/index.ts',
    bench: 'src/bench/index.ts',
    cli: 'src/cli.ts',
    'bench-runner': 'src/bench/vitest/runner.ts',
    'bench-provider': 'src/bench/vitest/provider.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Global setup and benchmarks' modules are for Vitest alone, the command line for people.
  dts: { entry: ['src/index.ts', 'src/setup.ts', 'src/matchers/index.ts', 'src/bench/index.ts'] },
  clean: true,
  fixedExtension: false,
  plugins: [optionalPeers],
})
