export const packages = { package: 'vue@3.5.45' }
export async function clean(_pkg, { load }) {
  const { computed, createSSRApp, h, ref } = await load('vue')
  const { renderToString } = await load('vue/server-renderer')
  const List = {
    props: ['items'],
    setup(props) {
      const extra = ref(1)
      const total = computed(() => props.items.length + extra.value)
      return () =>
        h(
          'ul',
          { title: total.value },
          props.items.map((item) => h('li', item)),
        )
    },
  }
  return () => renderToString(createSSRApp({ render: () => h(List, { items: ['a', 'b'] }) }))
}
