export const packages = { package: 'graphql@16.9.0' }
export const iterations = 2500

export function clean(pkg) {
  const { buildSchema, graphql } = pkg.buildSchema ? pkg : pkg.default
  const schema = buildSchema('type Query { user(id: ID!): User } type User { id: ID! name: String }')
  const rootValue = { user: ({ id }) => ({ id, name: 'x' }) }
  let i = 0
  return async () => {
    const { data } = await graphql({ schema, rootValue, source: `{ user(id: ${i++}) { id name } }` })
    if (!data.user) throw new Error('lost')
  }
}
