export const packages = { package: 'node' }
export function clean() {
  const source = 'data:text/javascript,export const answer = 42'
  return async () => {
    const [{ answer }, { sep }] = await Promise.all([import(source), import('node:path')])
    return answer + sep
  }
}
