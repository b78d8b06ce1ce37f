export const packages = { leaky: 'tarn@1.1.2', fixed: 'tarn@1.1.3' }

// A pool that is made, and given up before it was used.
export function body(pkg) {
  const { Pool } = pkg.default
  return () => {
    new Pool({ create: async () => ({}), destroy: () => {}, min: 0, max: 2 })
  }
}
