export const packages = { package: 'zod@3.23.8' }

export function clean(pkg) {
  const { z } = pkg
  const User = z.object({ name: z.string().min(1), age: z.number().int().optional() })
  return () => {
    User.parse({ name: 'x', age: 3 })
    User.safeParse({ name: '', age: 'no' })
    User.extend({ email: z.string().email() }).safeParse({ name: 'x', email: 'nope' })
  }
}
