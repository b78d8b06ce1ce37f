export const packages = {
  leaky: 'graphql-subscriptions@1.2.0',
  fixed: 'graphql-subscriptions@1.2.1',
  extras: ['graphql@15.8.0'],
}

// A subscriber who waits for one event, and is sent others that its filter leaves out.
export function body(pkg) {
  const { PubSub, withFilter } = pkg.default ?? pkg
  const pubsub = new PubSub()
  const subscribe = withFilter(
    () => pubsub.asyncIterator('ORDER'),
    (payload) => payload.customer === 'me',
  )
  subscribe({}, {}, {}, {}).next()
  return async () => {
    await pubsub.publish('ORDER', { customer: 'somebody else' })
    await new Promise(setImmediate)
  }
}
