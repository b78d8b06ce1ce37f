import { openWindow } from './_dom.mjs'

export const packages = { package: 'node', extras: ['react@19.3.1', 'react-dom@19.3.1', 'jsdom@26.1.0'] }

/** Mounts a component in jsdom, and takes it away again. */
async function mounting(load, componentOf) {
  const { window, restore } = openWindow()
  const React = (await load('react')).default
  const { createRoot } = (await load('react-dom--19.3.1/client')).default
  const { flushSync } = (await load('react-dom--19.3.1')).default
  const component = componentOf(React)
  const root = createRoot(window.document.createElement('div'))
  const show = async (child) => {
    flushSync(() => root.render(child))
    await new Promise(setImmediate)
  }
  const fn = async () => {
    await show(React.createElement(component))
    await show(null)
  }
  fn.teardown = restore
  return fn
}

export const leaky = (_, { load }) =>
  mounting(load, ({ createElement, useEffect, useState }) => () => {
    const [width, setWidth] = useState(0)
    useEffect(() => {
      window.addEventListener('resize', () => setWidth(window.innerWidth))
    }, [])
    return createElement('p', null, width)
  })
export const clean = (_, { load }) =>
  mounting(load, ({ createElement, useEffect, useState }) => () => {
    const [width, setWidth] = useState(0)
    useEffect(() => {
      const onResize = () => setWidth(window.innerWidth)
      window.addEventListener('resize', onResize)
      return () => window.removeEventListener('resize', onResize)
    }, [])
    return createElement('p', null, width)
  })
