import { JSDOM } from 'jsdom--26.1.0'
export const packages = { package: 'react-dom@19.3.1' }

export async function clean(_pkg, { load }) {
  const dom = new JSDOM('<main></main>')
  const { window } = dom
  const before = Object.getOwnPropertyDescriptors(globalThis)
  const browser = { window, document: window.document, navigator: window.navigator, IS_REACT_ACT_ENVIRONMENT: true }
  for (const [name, value] of Object.entries(browser)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
  const { act, createElement: h, useEffect, useState } = (await load('react')).default
  const { createRoot } = (await load('react-dom/client')).default
  let bump
  const Counter = () => {
    const [count, setCount] = useState(0)
    bump = () => setCount((n) => n + 1)
    useEffect(() => {
      const listener = () => setCount(0)
      document.addEventListener('reset', listener)
      return () => document.removeEventListener('reset', listener)
    }, [])
    return h('button', { onClick: bump }, `clicked ${count} times`)
  }
  const fn = async () => {
    const container = document.createElement('div')
    document.querySelector('main').append(container)
    const root = createRoot(container)
    await act(async () => root.render(h(Counter)))
    await act(async () => bump())
    await act(async () => root.unmount())
    container.remove()
  }
  fn.teardown = () => {
    for (const name of Object.keys(browser)) {
      delete globalThis[name]
      if (before[name]) Object.defineProperty(globalThis, name, before[name])
    }
    window.close()
  }
  return fn
}
