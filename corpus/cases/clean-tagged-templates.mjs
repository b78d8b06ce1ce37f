export const packages = { package: 'node' }
export function clean() {
  const html = (strings, ...values) =>
    String.raw({ raw: strings.raw }, ...values.map((value) => String(value).replaceAll('<', '&lt;')))
  let i = 0
  return () => html`<p class="${i++}">${'<b>'}</p>${html`<i>${i}</i>`}`
}
