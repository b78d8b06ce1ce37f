import { Writable } from 'node:stream'
export const packages = { package: 'pino@9.14.0' }

export function clean(pkg) {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const log = pkg.default({ redact: ['user.password'] }, nowhere)
  let i = 0
  return () => {
    log.child({ request: i++ }).info({ user: { name: 'x', password: 'y' } }, 'a request came')
    log.error(new Error('no'), 'it failed')
  }
}
