export const packages = { package: 'node' }
export function clean() {
  class NotFound extends Error {
    constructor(id, options) {
      super(`no ${id}`, options)
      this.id = id
      Error.captureStackTrace(this, NotFound)
    }
  }
  const find = (id) => {
    throw new NotFound(id, { cause: new TypeError('not there') })
  }
  let i = 0
  return () => {
    const here = {}
    Error.captureStackTrace(here)
    try {
      find(i++)
    } catch (error) {
      return error.stack.length + here.stack.length + new AggregateError([error]).errors.length
    }
  }
}
