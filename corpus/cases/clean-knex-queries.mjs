export const packages = { package: 'knex@3.3.0' }
export function clean(pkg) {
  const knex = pkg.default({ client: 'pg' })
  let i = 0
  return () =>
    knex('users')
      .join('orders', 'users.id', 'orders.user')
      .where({ 'users.id': i++ })
      .whereIn('state', ['new', 'paid'])
      .orderBy('orders.at', 'desc')
      .limit(10)
      .toSQL()
      .toNative()
}
