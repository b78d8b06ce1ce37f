import { createReadStream, readFileSync, statSync } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
export const packages = { package: 'node' }

export function clean() {
  const file = new URL('../manifest.json', import.meta.url)
  const folder = new URL('.', import.meta.url)
  return async () => {
    const handle = await open(file)
    const { bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0)
    await handle.close()
    let length = 0
    for await (const chunk of createReadStream(file, { end: 5000 })) length += chunk.length
    const names = await readdir(folder)
    return (
      bytesRead +
      length +
      names.length +
      readFileSync(file).length +
      statSync(file).size +
      (await readFile(file)).length
    )
  }
}
