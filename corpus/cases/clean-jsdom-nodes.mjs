export const packages = { package: 'jsdom@26.1.0' }
export function clean(pkg) {
  const dom = new pkg.default.JSDOM('<body></body>')
  const { document, Event } = dom.window
  const fn = () => {
    const form = document.createElement('form')
    form.innerHTML = '<p class="a">text</p><input value="1">'
    document.body.append(form)
    form.addEventListener('change', () => form.setAttribute('data-changed', 'yes'))
    form.querySelector('input').dispatchEvent(new Event('change', { bubbles: true }))
    form.remove()
  }
  fn.teardown = () => dom.window.close()
  return fn
}
