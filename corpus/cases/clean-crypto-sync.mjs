import { createCipheriv, createDecipheriv, createHash, createHmac, randomUUID } from 'node:crypto'
export const packages = { package: 'node' }

export function clean() {
  const key = Buffer.alloc(32, 1)
  const iv = Buffer.alloc(16, 2)
  return () => {
    createHash('sha256').update('text').digest('hex')
    createHmac('sha256', key).update(randomUUID()).digest('base64')
    const cipher = createCipheriv('aes-256-cbc', key, iv)
    const sealed = Buffer.concat([cipher.update('a secret'), cipher.final()])
    const decipher = createDecipheriv('aes-256-cbc', key, iv)
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString()
  }
}
