export const packages = { package: 'valibot@1.5.0' }
export function clean(v) {
  const User = v.object({ name: v.pipe(v.string(), v.minLength(1)), age: v.optional(v.number()) })
  return () => {
    v.parse(User, { name: 'x', age: 3 })
    return (
      v.safeParse(User, { name: '', age: 'no' }).issues.length +
      v.flatten(v.safeParse(User, {}).issues).nested.name.length
    )
  }
}
