export const packages = { leaky: 'zod@4.1.5', fixed: 'zod@4.1.8' }

// A schema built per call and described: the description goes to a global registry.
export function body(pkg) {
  const { z } = pkg
  return () => {
    const User = z.object({ name: z.string().describe('display name') }).describe('user')
    User.parse({ name: 'x' })
  }
}
