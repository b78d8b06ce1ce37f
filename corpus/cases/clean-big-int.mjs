export const packages = { package: 'node' }
export function clean() {
  const modulus = 2n ** 127n - 1n
  let state = 1n
  return () => {
    state = (state * 48271n + 11n) % modulus
    return BigInt.asUintN(64, state).toString(16) + BigInt('12345678901234567890') * state
  }
}
