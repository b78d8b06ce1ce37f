import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { markdownPages } from './markdown-pages.ts'

const root = join(import.meta.dirname, '../..')

interface Command {
  readonly page: string
  readonly name: string
  readonly options: readonly string[]
}

/** What the pages say to type: `npx vitest-leak top --cum diff.pb.gz`, in a block, a report or a sentence. */
const commands: readonly Command[] = markdownPages().flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/npx vitest-leak ([a-z]+)\b([^\n`#]*)/g)].map(
    ([, name = '', rest = '']) => ({
      page,
      name,
      options: [...rest.matchAll(/(?<=[\s[])--?[a-z][\w-]*/g)].map(([option]) => option),
    }),
  ),
)

async function helpOf(command: string): Promise<string> {
  let help = ''
  const print = (text: string): void => {
    help += `${text}\n`
  }
  await main([command, '--help'], '0.0.0', { print, printError: print } as Parameters<typeof main>[2])
  return help
}

test('commands and options on the pages exist', async () => {
  const unknown: string[] = []
  for (const { page, name, options } of commands) {
    const help = await helpOf(name)
    if (!help.startsWith(`Usage: vitest-leak ${name} `)) unknown.push(`${page}: ${name}`)
    for (const option of options) {
      if (!new RegExp(`^ +(?:-\\w, )?${option}\\b`, 'm').test(help)) unknown.push(`${page}: ${name} ${option}`)
    }
  }
  expect(unknown).toEqual([])
  expect(commands.length).toBeGreaterThan(20)
})
