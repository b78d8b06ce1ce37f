export const packages = {
  leaky: '@apollo/client@3.2.0',
  fixed: '@apollo/client@3.2.9',
  extras: ['graphql@15.8.0'],
}
export const noMainEntry = true // the root entry needs React

// client.query() against a link that answers at once.
export async function body(_, { load }) {
  const core = await load('@apollo/client/core/core.cjs.js')
  const { ApolloClient, ApolloLink, InMemoryCache, Observable, gql } = core.ApolloClient ? core : core.default
  const link = new ApolloLink(
    () =>
      new Observable((o) => {
        o.next({ data: { me: { __typename: 'User', id: '1', name: 'x' } } })
        o.complete()
      }),
  )
  const client = new ApolloClient({ cache: new InMemoryCache(), link })
  const query = gql`
    query Me {
      me {
        id
        name
      }
    }
  `
  return async () => {
    await client.query({ query, fetchPolicy: 'network-only' })
  }
}
