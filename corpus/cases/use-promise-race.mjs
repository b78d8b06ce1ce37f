export const packages = { package: 'node' }

// Racing against a promise that never settles keeps every loser's reactions.
export function leaky() {
  const shutdown = new Promise(() => {})
  return async () => {
    await Promise.race([Promise.resolve({ rows: [1, 2, 3] }), shutdown])
  }
}
export function clean() {
  return async () => {
    const local = new Promise(() => {})
    await Promise.race([Promise.resolve({ rows: [1, 2, 3] }), local])
  }
}
