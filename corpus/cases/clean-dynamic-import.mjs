export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const { serve } = await import('./_server.mjs')
    const path = await import('node:path')
    if (typeof serve !== 'function' || !path.join) throw new Error('lost')
  }
}
