export const packages = { package: 'react-dom@19.3.1' }
export async function clean(_pkg, { load }) {
  const { createElement: h, useMemo } = (await load('react')).default
  const { renderToString } = (await load('react-dom/server')).default
  const Item = ({ id }) => {
    const label = useMemo(() => `item ${id}`, [id])
    return h('li', { className: 'item' }, label)
  }
  let i = 0
  return () =>
    renderToString(
      h(
        'ul',
        null,
        [1, 2, 3].map((n) => h(Item, { key: n, id: n + i++ })),
      ),
    )
}
