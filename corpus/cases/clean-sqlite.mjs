export const packages = { package: 'node' }
export async function clean() {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const db = new DatabaseSync(':memory:')
  db.exec('create table t (id integer primary key, name text)')
  const insert = db.prepare('insert into t (name) values (?)')
  const select = db.prepare('select * from t where name = ?')
  let i = 0
  const fn = () => {
    insert.run(`name ${i++}`)
    const rows = select.all(`name ${i - 1}`)
    db.prepare('delete from t').run()
    return rows
  }
  fn.teardown = () => db.close()
  return fn
}
