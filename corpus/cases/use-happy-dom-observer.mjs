export const packages = { package: 'happy-dom@20.0.10' }

/** A widget that looks at what is around it for as long as it is on the page. */
const mount = ({ document, MutationObserver }) => {
  const widget = document.createElement('div')
  const observer = new MutationObserver(() => widget.setAttribute('data-stale', ''))
  observer.observe(document.body, { attributes: true })
  return observer
}

export function leaky(pkg) {
  const window = new pkg.Window()
  return () => {
    mount(window)
  }
}
export function clean(pkg) {
  const window = new pkg.Window()
  return () => {
    mount(window).disconnect()
  }
}
