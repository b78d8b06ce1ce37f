export const packages = { package: 'marked@15.0.12' }
export function clean(pkg) {
  const text =
    '# Title\n\nSome *text* with `code` and a [link](https://example.com).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |'
  let i = 0
  return () => pkg.marked.parse(`${text}\n\nNumber ${i++}`)
}
