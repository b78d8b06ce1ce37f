import { expect, test, vi } from 'vitest'
import { fileOfScript, originOf } from '../../src/profile/origin.ts'

const OWN = '/project/node_modules/vitest-leak/dist/'

test.for([
  ['', 'builtin'],
  ['node:events', 'node'],
  ['node:internal/process/task_queues', 'node'],
  ['/project/src/server.ts', 'project'],
  ['C:\\project\\src\\server.ts', 'project'],
  ['/project/vitest/server.ts', 'project'],
  ['evalmachine.<anonymous>', 'project'],
  [`${OWN}setup.js`, 'own'],
  ['/project/node_modules/vitest-leak/dist-other/setup.js', 'dependency'],
  ['/project/node_modules/@datadog/pprof/out/src/heap-profiler.js', 'own'],
  ['/project/node_modules/express/index.js', 'dependency'],
  ['/project/node_modules/@hapi/hapi/lib/index.js', 'dependency'],
  ['/project/node_modules/@datadog/other/index.js', 'dependency'],
  ['/project/node_modules/vitest/dist/chunks/spy.js', 'runner'],
  ['/project/node_modules/@vitest/spy/dist/index.js', 'runner'],
  ['/project/node_modules/vite/dist/node/index.js', 'runner'],
  ['/project/node_modules/chai/index.js', 'runner'],
  ['/project/node_modules/expect/build/index.js', 'runner'],
  ['/project/node_modules/jest-mock/build/index.js', 'runner'],
  ['/project/node_modules/@jest/expect-utils/build/index.js', 'runner'],
  ['C:\\project\\node_modules\\tinyspy\\dist\\index.js', 'runner'],
  ['/project/node_modules/.pnpm/vitest@4.1.0/node_modules/vitest/dist/worker.js', 'runner'],
  ['/project/node_modules/.pnpm/express@4.0.0/node_modules/express/index.js', 'dependency'],
  ['/project/node_modules/vitest/node_modules/lodash/lodash.js', 'dependency'],
  ['/project/node_modules/vite-plugin-inspect/index.js', 'dependency'],
  ['/project/node_modules/vitest-mock-extended/lib/index.js', 'dependency'],
  ['/project/node_modules/chai-http/index.js', 'dependency'],
  ['/project/node_modules/expect-type/index.js', 'dependency'],
  ['/project/node_modules/@vitestish/spy/index.js', 'dependency'],
] as const)('%s is %s', ([file, origin]) => {
  expect(originOf(file, OWN)).toBe(origin)
})

test.for([
  ['', ''],
  ['node:events', 'node:events'],
  ['/project/a.ts', '/project/a.ts'],
  ['file:///project/a.mjs', '/project/a.mjs'],
  ['file:///project/a%20b%23c.mjs', '/project/a b#c.mjs'],
  ['file:///project/caf%C3%A9.mjs', '/project/café.mjs'],
  ['file:///C:/project/a.mjs', 'C:/project/a.mjs'],
  ['file:///project/a.mjs?v=2', '/project/a.mjs'],
] as const)('the script %j is the file %j', ([script, file]) => {
  expect(fileOfScript(script)).toBe(file)
})

test("an environment's own URL, such as jsdom's, is not called", () => {
  vi.stubGlobal('URL', undefined)
  try {
    expect(fileOfScript('file:///project/a.mjs')).toBe('/project/a.mjs')
  } finally {
    vi.unstubAllGlobals()
  }
})
