import type { Expectations } from './expectations.ts'
import type { VitestRun } from './vitest-run.ts'

/** What is not as it has to be, in whole sentences, with messages in full; nothing if all is well. */
export function problemsOf(run: VitestRun, { passing, failing }: Expectations): readonly string[] {
  if (run.tests.size === 0) return [`no test ran (exit code ${run.exitCode}); Vitest printed:\n${run.text}`]
  const wanted = [...passing, ...Object.keys(failing)]
  const unexpected = [...run.tests.keys()].filter((name) => !wanted.includes(name))
  return [
    ...passing.flatMap((name) => notPassed(run, name)),
    ...Object.entries(failing).flatMap(([name, texts]) => notFailed(run, name, texts)),
    ...unexpected.map((name) => `'${name}' ran, of which nothing is expected`),
    ...(run.exitCode === 1 ? [] : [`Vitest's exit code is ${run.exitCode} where tests failed:\n${run.text}`]),
    ...(/Unhandled/.test(run.text) ? [`there was an unhandled error:\n${run.text}`] : []),
  ]
}

function notPassed({ tests }: VitestRun, name: string): readonly string[] {
  const { status = 'absent', messages = [] } = tests.get(name) ?? {}
  return status === 'passed' ? [] : [`'${name}' has to pass and is ${status}:\n${messages.join('\n')}`]
}

function notFailed({ tests }: VitestRun, name: string, texts: readonly string[]): readonly string[] {
  const { status = 'absent', messages = [] } = tests.get(name) ?? {}
  if (status !== 'failed') return [`'${name}' has to fail and is ${status}`]
  const message = messages.join('\n')
  if (messages.length !== 1) return [`'${name}' has ${messages.length} messages instead of one:\n${message}`]
  const missing = texts.filter((text) => !patternOf(text).test(inOneLine(message)))
  return missing.length === 0
    ? []
    : [`'${name}' does not say\n${missing.map((text) => `  ${text}\n`).join('')}but\n${message}`]
}

/** `…` is the beginning of a path, however much of it a message shows. */
const patternOf = (text: string): RegExp =>
  new RegExp(
    inOneLine(text)
      .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      .replaceAll('…', '\\S*'),
  )

/** Columns are as wide as their widest cell, and long paths of holders are on several lines. */
const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
