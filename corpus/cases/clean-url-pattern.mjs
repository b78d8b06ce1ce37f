export const packages = { package: 'node' }
export function clean() {
  const route = new URLPattern({ pathname: '/users/:id{/:part}?' })
  let i = 0
  return () => {
    const { groups } = route.exec({ pathname: `/users/${i++}/orders` }).pathname
    return groups.id + new URLPattern('/a/*', 'https://example.com').test('https://example.com/a/b')
  }
}
