import { openWindow } from './_dom.mjs'

export const packages = {
  leaky: 'swrv@1.0.0-beta.8',
  fixed: 'swrv@1.0.0',
  extras: ['vue@3.4.38', 'jsdom@26.1.0'],
}
export const noMainEntry = true

// A component that fetches a URL, mounted and unmounted.
export async function body(_, { load }) {
  const { restore } = openWindow()
  const { createApp, h } = await load('vue')
  const swrv = await load('swrv')
  const useSWRV = swrv.default.default ?? swrv.default
  const User = {
    setup() {
      // biome-ignore lint/correctness/useHookAtTopLevel: a composable of Vue, not a hook of React
      const { data } = useSWRV('/api/user', async () => ({ name: 'Ada' }), { revalidateOnFocus: false })
      return () => h('p', data.value?.name)
    },
  }
  const root = document.createElement('div')
  const fn = async () => {
    const app = createApp(User)
    app.mount(root)
    await new Promise(setImmediate)
    app.unmount()
  }
  fn.teardown = restore
  return fn
}
