export const packages = { leaky: 'xstate@4.7.8', fixed: 'xstate@4.8.0' }

// One long-lived service; each event must not keep the previous state alive.
export function body(pkg) {
  const { Machine, interpret } = pkg.Machine ? pkg : pkg.default
  const machine = Machine({
    id: 'toggle',
    initial: 'off',
    states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
  })
  const service = interpret(machine).start()
  return () => {
    service.send('TOGGLE')
  }
}
