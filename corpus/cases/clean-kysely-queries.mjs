export const packages = { package: 'kysely@0.27.6' }
export function clean(pkg) {
  const { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } = pkg
  const db = new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (each) => new PostgresIntrospector(each),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  let i = 0
  return () => db.selectFrom('users').select(['id', 'name']).where('id', '=', i++).orderBy('name').compile()
}
