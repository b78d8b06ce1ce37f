import { Console } from 'node:console'
import { Writable } from 'node:stream'
export const packages = { package: 'node' }

export function clean() {
  const sink = new Writable({ write: (_chunk, _, done) => done() })
  const log = new Console(sink)
  let i = 0
  return () => {
    log.log('request %d %o', i++, { nested: { a: [1, 2, 3] } })
    log.error(new Error('boom'))
    log.table([{ a: 1 }])
    log.count('fixed label')
    log.time('t')
    log.timeEnd('t')
  }
}
