// `npm run test:matrix`: the driver is TypeScript, which Node 20 cannot load by itself.
import { join } from 'node:path'
import { runnerImport } from 'vite'

const { module } = await runnerImport(join(import.meta.dirname, 'main.ts'), { configFile: false, logLevel: 'error' })
process.exitCode = await module.main(process.argv.slice(2))
