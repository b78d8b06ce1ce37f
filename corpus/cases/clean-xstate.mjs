export const packages = { package: 'xstate@5.33.3' }
export function clean(pkg) {
  const { assign, createActor, createMachine } = pkg
  const machine = createMachine({
    context: { count: 0 },
    initial: 'off',
    states: {
      off: { on: { PRESS: { target: 'on', actions: assign({ count: ({ context }) => context.count + 1 }) } } },
      on: { on: { PRESS: 'off' } },
    },
  })
  return () => {
    const actor = createActor(machine).start()
    const subscription = actor.subscribe(() => {})
    for (let n = 0; n < 4; n++) actor.send({ type: 'PRESS' })
    subscription.unsubscribe()
    actor.stop()
    return actor.getSnapshot().context.count
  }
}
