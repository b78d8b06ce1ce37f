export const packages = { package: 'node' }
export function clean() {
  return async () => {
    const [left, right] = new Blob(['some text', ' and more']).stream().tee()
    return (await new Response(left).text()) + (await new Response(right).text())
  }
}
