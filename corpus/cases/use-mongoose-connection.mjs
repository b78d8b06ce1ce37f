export const packages = { package: 'mongoose@8.9.0' }

// close() leaves the connection in mongoose.connections, so that it can be opened again; destroy() takes it out.
export function leaky(pkg) {
  const mongoose = pkg.default
  return async () => {
    const connection = mongoose.createConnection()
    await connection.close()
  }
}
export function clean(pkg) {
  const mongoose = pkg.default
  return async () => {
    const connection = mongoose.createConnection()
    await connection.destroy()
  }
}
