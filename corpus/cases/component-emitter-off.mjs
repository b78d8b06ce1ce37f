export const packages = { leaky: 'component-emitter@1.2.1', fixed: 'component-emitter@1.3.0' }

// One reply event per request, listener removed correctly.
export function body(pkg) {
  const Emitter = pkg.default
  const bus = new Emitter()
  let i = 0
  return () => {
    const event = `reply:${i++}`
    const onReply = () => {}
    bus.on(event, onReply)
    bus.emit(event)
    bus.off(event, onReply)
  }
}
