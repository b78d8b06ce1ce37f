import { generateKeyPairSync, sign, verify } from 'node:crypto'
export const packages = { package: 'node' }

export function clean() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const data = Buffer.from('a message')
  return () => verify(null, data, publicKey, sign(null, data, privateKey))
}
