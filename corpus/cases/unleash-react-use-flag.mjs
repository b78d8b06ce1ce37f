import { openWindow } from './_dom.mjs'

export const packages = {
  leaky: '@unleash/proxy-client-react@3.5.2',
  fixed: '@unleash/proxy-client-react@3.6.0',
  extras: ['unleash-proxy-client@2.4.3', 'react@19.3.1', 'react-dom@19.3.1', 'jsdom@26.1.0'],
}
export const noMainEntry = true

// A component that reads a feature flag, mounted and unmounted below a provider that stays.
export async function body(_, { load }) {
  const { restore } = openWindow()
  const unleash = await load('@unleash/proxy-client-react')
  const { FlagProvider, useFlag } = unleash.FlagProvider ? unleash : unleash.default
  const { UnleashClient } = await load('unleash-proxy-client')
  const { createElement } = (await load('react')).default
  const { createRoot } = (await load('react-dom--19.3.1/client')).default
  const { flushSync } = (await load('react-dom--19.3.1')).default

  const config = { url: 'http://127.0.0.1/', clientKey: 'none', appName: 'app', bootstrap: [], disableMetrics: true }
  const unleashClient = new UnleashClient({ ...config, fetch: () => new Promise(() => {}) })
  const Banner = () => createElement('p', null, String(useFlag('banner')))
  const root = createRoot(document.createElement('div'))
  const show = async (child) => {
    flushSync(() => root.render(createElement(FlagProvider, { unleashClient, startClient: false }, child)))
    await new Promise(setImmediate)
  }
  const fn = async () => {
    await show(createElement(Banner))
    await show(null)
  }
  fn.teardown = restore
  return fn
}
