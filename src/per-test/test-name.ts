import type { TestTask } from '../vitest/worker-state.ts'

/** `suite > test`, as `currentTestName` has it. */
export function fullNameOf({ name = '', suite }: TestTask): string {
  const names = [name]
  for (let parent = suite; parent?.name; parent = parent.suite) names.unshift(parent.name)
  return names.join(' > ')
}
