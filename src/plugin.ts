import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import type {} from 'vitest/node'
import { type Ignore, LEAK_OPTIONS, type LeakOptions, problemWith } from './options.ts'
import { wantsColors } from './vitest/colors.ts'
import type { Provided } from './vitest/worker-state.ts'

/** Defaults for the matchers' options in all tests. Functions cannot get into the workers: `setLeakDefaults` of `vitest-leak/setup` is for them. */
export interface LeakPluginOptions extends Omit<LeakOptions, 'settle' | 'ignore'> {
  readonly ignore?: string | RegExp | readonly (string | RegExp)[] | undefined
}

const SETUP_FILE = ['./setup.js', './setup.ts']
  .map((file) => fileURLToPath(new URL(file, import.meta.url)))
  .find(existsSync)

/**
 * The Vitest plugin: registers the matchers in every test file of every project.
 *
 * @param options defaults for the matchers' options
 * @throws TypeError an option that is not known or not valid
 * @example export default defineConfig({ plugins: [leak()] })
 */
export function leak(options: LeakPluginOptions = {}): Plugin {
  const problem = problemWith(options, LEAK_OPTIONS) ?? problemWithFunctions(options)
  if (problem) throw new TypeError(`leak(): ${problem}`)
  return {
    name: 'vitest-leak',
    // Once for each project. What `config()` returns does not reach the inline projects of Vitest 5.
    configureVitest({ vitest, project }) {
      // In a page there is neither Node nor its heap.
      if (project.config.browser?.enabled || !SETUP_FILE) return
      const { setupFiles } = project.config
      // First, so that the user's own setup files find the matchers; once, if they name it themselves.
      setupFiles.splice(0, setupFiles.length, SETUP_FILE, ...setupFiles.filter((file) => file !== SETUP_FILE))
      const provided: Provided = { root: vitest.config.root, colors: wantsColors(), defaults: options }
      project.provide('vitest-leak', provided)
    },
  }
}

function problemWithFunctions({ settle, ignore }: LeakOptions): string | undefined {
  const name = settle
    ? 'settle'
    : [ignore].flat().some((entry?: Ignore) => typeof entry === 'function')
      ? 'ignore'
      : undefined
  return (
    name &&
    `a function in '${name}' cannot get from the config into the workers: give it to the matcher, not.toLeak({ ${name} }), ` +
      "or to setLeakDefaults() of 'vitest-leak/setup' in a setup file"
  )
}
