export const packages = { leaky: 'winston@3.3.3', fixed: 'winston@3.3.4' }

// A logger with its own exception handler, closed at the end.
export function body(pkg) {
  const winston = pkg.default
  const quiet = () => new winston.transports.Console({ silent: true })
  return () => {
    const logger = winston.createLogger({ transports: [quiet()], exceptionHandlers: [quiet()] })
    logger.info('hello')
    logger.close()
  }
}
