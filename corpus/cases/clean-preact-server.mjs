export const packages = { package: 'preact-render-to-string@6.8.2' }
export async function clean(pkg, { load }) {
  const { h } = await load('preact')
  const { useState } = await load('preact/hooks')
  const Greeting = ({ name }) => {
    const [count] = useState(0)
    return h('p', { title: count }, 'hello, ', h('b', null, name))
  }
  let i = 0
  return () => pkg.renderToString(h(Greeting, { name: `user ${i++}` }))
}
