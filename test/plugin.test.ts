import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { leak } from '../src/plugin.ts'

test('options that are wrong are told where they are written', () => {
  expect(() => leak({ warmUp: 3 } as never)).toThrow(
    new TypeError(
      "leak(): there is no option 'warmUp', only warmup, maxCalls, budget, settle, ignore, samplingInterval, explain",
    ),
  )
  expect(() => leak({ maxCalls: 0 })).toThrow("leak(): option 'maxCalls' is a whole number of calls from 1, not 0")
})

test('functions are sent to where they can be', () => {
  const where =
    "cannot get from the config into the workers: give it to the matcher, not.toLeak({ settle }), or to setLeakDefaults() of 'vitest-leak/setup' in a setup file"
  expect(() => leak({ settle: () => {} } as never)).toThrow(`leak(): a function in 'settle' ${where}`)
  expect(() => leak({ ignore: ['a', () => true] } as never)).toThrow("leak(): a function in 'ignore' cannot get")
})

test('a wrong perTest is told as well', () => {
  expect(() => leak({ perTest: 5 as never })).toThrow(
    "leak(): option 'perTest' is true, a glob of test files, or { include, retain: '5 MB', allocate, allocations }, not 5",
  )
  expect(() => leak({ perTest: { retain: 'much' } })).toThrow(
    "leak(): option 'perTest.retain': a limit cannot be 'much'",
  )
})

interface Project {
  readonly config: { readonly setupFiles: string[]; readonly browser?: { readonly enabled: boolean } }
  readonly vite: { readonly config: { readonly server: { readonly fs: { readonly allow: string[] } } } }
  readonly provided: Record<string, unknown>
}

function configured(setupFiles: string[], browser = false): Project {
  const project = {
    config: { setupFiles, browser: { enabled: browser } },
    vite: { config: { server: { fs: { allow: [] as string[] } } } },
    provided: {} as Record<string, unknown>,
    provide(key: string, value: unknown) {
      this.provided[key] = value
    },
  }
  const { configureVitest } = leak({ warmup: 3 }) as { configureVitest(context: unknown): void }
  configureVitest({ vitest: { config: { root: '/app', reporters: ['default'] } }, project })
  return project
}

test('the setup file comes first, and once', () => {
  const { config, vite, provided } = configured(['/app/setup.ts'])
  const [own = ''] = config.setupFiles
  expect(own).toMatch(/[\\/]plugin-setup\.ts$/)
  expect(config.setupFiles).toEqual([own, '/app/setup.ts'])
  // Vite serves it to jsdom and happy-dom wherever the package is.
  expect(vite.config.server.fs.allow).toEqual([dirname(own)])
  expect(provided).toMatchObject({ 'vitest-leak': { root: '/app', defaults: { warmup: 3 } } })
  expect(configured(['/app/setup.ts', own]).config.setupFiles).toEqual([own, '/app/setup.ts'])
})

test('a project that runs in a browser is left alone', () => {
  expect(configured([], true)).toMatchObject({ config: { setupFiles: [] }, provided: {} })
})

test('a config with projects gets a global setup, which reaches those that have plugins of their own', () => {
  const plugin = leak() as unknown as {
    config(config: unknown): unknown
    api: { registerEverywhere(vitest: unknown): void }
  }
  expect(plugin.config({ test: {} })).toBeUndefined()
  expect(plugin.config({ test: { projects: ['packages/*'] } })).toEqual({
    test: { globalSetup: [expect.stringMatching(/[\\/]global-setup\.ts$/)] },
  })
  const project = (plugins: { name: string }[]) => ({
    config: { setupFiles: [] as string[] },
    vite: { config: { plugins, server: { fs: { allow: [] } } } },
    provide() {},
  })
  const projects = [project([]), project([{ name: 'vitest-leak' }])]
  plugin.api.registerEverywhere({ config: { root: '/app', reporters: [] }, projects })
  expect(projects.map(({ config }) => config.setupFiles.length)).toEqual([1, 0])
})
