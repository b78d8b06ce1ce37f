export const packages = { package: 'node' }
export function clean() {
  const data = new TextEncoder().encode('a message')
  return async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, false, ['encrypt', 'decrypt'])
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data)
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)
    return crypto.subtle.digest('SHA-256', data)
  }
}
