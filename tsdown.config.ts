import { defineConfig } from 'tsdown'

/** Vitest or Jest's `expect`: a project has one of them, and type-checks without the other even with `skipLibCheck: false`. */
const optionalPeers = {
  name: 'optional-peers',
  renderChunk: (code: string, { fileName }: { fileName: string }) =>
    fileName.endsWith('.d.ts')
      ? code
          .replaceAll(
            /^(?:declare module ["'](?:vitest|expect)["']|import .* from ["']vitest["'])/gm,
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
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Global setup is for Vitest alone.
  dts: { entry: ['src/index.ts', 'src/setup.ts', 'src/matchers/index.ts'] },
  clean: true,
  fixedExtension: false,
  plugins: [optionalPeers],
})
