import type { TestProject } from 'vitest/node'
import { pluginOf } from './plugin.ts'

/** Runs once before all tests, on behalf of the projects that have not heard of the plugin in the root's config. */
export default function registerEverywhere({ vitest }: TestProject): void {
  pluginOf(vitest)?.api.registerEverywhere(vitest)
}
