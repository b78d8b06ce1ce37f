export const packages = { package: 'jose@5.10.0' }
export function clean(pkg) {
  const key = new TextEncoder().encode('a secret of at least thirty-two bytes')
  let i = 0
  return async () => {
    const token = await new pkg.SignJWT({ user: i++ })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('2h')
      .sign(key)
    return (await pkg.jwtVerify(token, key)).payload.user
  }
}
