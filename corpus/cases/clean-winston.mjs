import { Writable } from 'node:stream'
export const packages = { package: 'winston@3.19.0' }

export function clean(pkg) {
  const { createLogger, format, transports } = pkg.default
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const log = createLogger({
    format: format.combine(format.timestamp(), format.errors({ stack: true }), format.json()),
    transports: [new transports.Stream({ stream: nowhere })],
  })
  let i = 0
  return () => {
    log.info('a request came', { request: i++ })
    log.child({ part: 'db' }).warn('slow')
  }
}
