#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { createColors } from 'picocolors'
import { main } from './cli/main.ts'
import { wantsColors } from './vitest/colors.ts'

// As far away from dist/cli.js as from here.
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

// Whoever reads may stop to, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

// Not process.exit(), which would cut off what is still on its way into a pipe.
process.exitCode = await main(process.argv.slice(2), version, {
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
  paint: createColors(wantsColors()),
}).catch((error: unknown) => {
  console.error(error)
  return 2
})
