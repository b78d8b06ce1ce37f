import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../cli/run.ts'

// What Go's own tool printed of the same profiles, recorded by test/pprof/go/record.mjs: ours prints the same, to the character.

const folder = join(import.meta.dirname, '__golden__')

const zone = process.env.TZ
beforeAll(() => {
  process.env.TZ = 'UTC'
})
afterAll(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

describe.each(readdirSync(folder).filter((name) => name.endsWith('.txt')))('%s', (name) => {
  const [, ...sections] = readFileSync(join(folder, name), 'utf8').split(/^\$ vitest-leak /m)
  test.each(sections.map((section) => section.slice(0, section.indexOf('\n'))))('%s', async (line) => {
    const section = sections.find((one) => one.startsWith(`${line}\n`)) ?? ''
    const expected = section.slice(line.length + 1).replace(/\n$/, '')
    const { stdout, exitCode } = await run(...(JSON.parse(line) as string[]))
    if (/^exit \d+:/.test(expected)) expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    else expect(stdout.replaceAll(process.cwd(), '<cwd>')).toBe(expected)
  })
})
