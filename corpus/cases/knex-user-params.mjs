export const packages = { leaky: 'knex@0.16.3', fixed: 'knex@0.16.5' }

// A query builder per tenant.
export function body(pkg) {
  const knex = pkg.default({ client: 'pg' })
  let i = 0
  return () => {
    const tenant = knex.withUserParams({ tenant: i++ })
    tenant('orders').where({ id: 1 }).toString()
  }
}
