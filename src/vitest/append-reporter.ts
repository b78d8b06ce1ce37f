import type { Reporter, Vitest } from 'vitest/node'

/**
 * Adds a reporter behind those that there are, so that what it prints comes last.
 *
 * @param configured the part of the config that Vitest will make its reporters from
 */
export function appendReporter(
  vitest: Vitest,
  reporter: Reporter,
  configured: unknown[] = vitest.config.reporters as unknown[],
): void {
  // Where the plugin is asked late, by its global setup, Vitest has made its reporters already.
  const { reporters: made } = vitest as unknown as { reporters?: Reporter[] }
  if (made && made.length > 0) made.push(reporter)
  else configured.push(reporter)
}
