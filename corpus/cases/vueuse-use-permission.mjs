import { openWindow } from './_dom.mjs'

export const packages = {
  leaky: '@vueuse/core@10.11.1',
  fixed: '@vueuse/core@11.0.1',
  extras: ['vue@3.4.38', 'jsdom@26.1.0'],
}
export const noMainEntry = true

// A component with a copy button, mounted and unmounted.
export async function body(_, { load }) {
  const { window, restore } = openWindow()
  const { createApp, h } = await load('vue')
  const { usePermission } = await load('@vueuse/core')
  // As browsers do, one object per permission tells all who ask of a change.
  const status = Object.assign(new window.EventTarget(), { state: 'granted' })
  const navigator = { permissions: { query: async () => status } }
  const CopyButton = {
    setup() {
      // biome-ignore lint/correctness/useHookAtTopLevel: a composable of Vue, not a hook of React
      const permission = usePermission('clipboard-write', { navigator })
      return () => h('button', permission.value)
    },
  }
  const root = document.createElement('div')
  const fn = async () => {
    const app = createApp(CopyButton)
    app.mount(root)
    await new Promise(setImmediate)
    app.unmount()
  }
  fn.teardown = restore
  return fn
}
