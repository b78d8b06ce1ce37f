import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { index: 'src/index.ts', setup: 'src/setup.ts', matchers: 'src/matchers/index.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: true,
  sourcemap: false,
  clean: true,
  fixedExtension: false,
})
