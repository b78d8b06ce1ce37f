export const packages = { leaky: 'socket.io-adapter@1.1.1', fixed: 'socket.io-adapter@1.1.2' }

// A socket leaves a room once more after it has been closed.
export function body(pkg) {
  const Adapter = pkg.default
  const adapter = new Adapter({ connected: {}, name: '/', server: { encoder: {} } })
  let i = 0
  return () => {
    const id = `socket-${i++}`
    adapter.addAll(id, [id, 'lobby'])
    adapter.delAll(id)
    adapter.del(id, 'lobby')
  }
}
