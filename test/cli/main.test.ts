import { expect, test } from 'vitest'
import { run } from './run.ts'

test('--version', async () => {
  expect(await run('--version')).toEqual({ exitCode: 0, stdout: '1.2.3', stderr: '' })
})

test.each([[['--help']], [['help']]])('help of the program: %j', async (args) => {
  const { exitCode, stdout, stderr } = await run(...args)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  await expect(`${stdout}\n`).toMatchFileSnapshot('__golden__/help.txt')
})

test.each([[['compare', '--help']], [['help', 'compare']]])('help of a command: %j', async (args) => {
  const { exitCode, stdout, stderr } = await run(...args)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  await expect(`${stdout}\n`).toMatchFileSnapshot('__golden__/help-compare.txt')
})

test.each([
  [[], 'no command is given; see vitest-leak --help'],
  [['compar'], "unknown command 'compar' (Did you mean compare?); see vitest-leak --help"],
  [['--fast'], "unknown option '--fast'; see vitest-leak --help"],
  [['compare'], "missing required argument 'OLD.json'; see vitest-leak --help"],
  [['compare', 'a'], "missing required argument 'NEW.json'; see vitest-leak --help"],
  [
    ['compare', 'a', 'b', 'c'],
    "too many arguments for 'compare'. Expected 2 arguments but got 3; see vitest-leak --help",
  ],
  [['compare', 'a', 'b', '--jsn'], "unknown option '--jsn' (Did you mean --json?); see vitest-leak --help"],
  [['compare', 'a', 'b\n\u001b[31m', '--x\n'], "unknown option '--x\\n'; see vitest-leak --help"],
  [
    ['compare', 'a', 'b', '--max-regression'],
    "option '--max-regression <percent>' argument missing; see vitest-leak --help",
  ],
])('wrong use is one line: %j', async (args, message) => {
  expect(await run(...args)).toEqual({ exitCode: 2, stdout: '', stderr: `vitest-leak: ${message}` })
})
