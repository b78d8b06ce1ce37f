import { execFile } from 'node:child_process'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { childEnvironment } from '../e2e/harness/environment.ts'
import type {} from '../e2e/harness/global-setup.ts'
import { allMajors } from '../e2e/harness/majors.ts'

/** What the compiler has to say about one of the fixtures, in a project that has its packages in `folder`. */
async function complaints(folder: string, fixture: string, skipLibCheck: boolean): Promise<string> {
  const project = join(folder, 'projects', `types-${fixture}-${skipLibCheck}`)
  await mkdir(project, { recursive: true })
  await copyFile(join(import.meta.dirname, 'fixtures', fixture), join(project, fixture))
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    module: 'NodeNext',
    skipLibCheck,
    types: ['node'],
  }
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [fixture] }))
  const tsc = join(folder, 'node_modules/typescript/bin/tsc')
  try {
    await promisify(execFile)(process.execPath, [tsc, '--pretty', 'false'], { cwd: project, env: childEnvironment() })
    return ''
  } catch (error) {
    return withoutOthers(String((error as { stdout?: string }).stdout))
  }
}

/** Vitest's own types name packages that have faults of their own (happy-dom) or no types, once these are installed beside it. */
const withoutOthers = (output: string): string =>
  output.replaceAll(/^(?:\.\.\/)+node_modules\/(?!vitest-leak\/).*\n(?: .*\n)*/gm, '')

describe.for(allMajors)('Vitest %i', (major) => {
  test.concurrent.for([true, false])('the matchers, skipLibCheck: %s', async (skipLibCheck, { expect }) => {
    expect(await complaints(inject('majors')[major].folder, 'vitest.ts', skipLibCheck)).toBe('')
  })

  test("the import of 'vitest-leak/matchers' brings the types", async () => {
    expect(await complaints(inject('majors')[major].folder, 'matchers-alone.ts', true)).toBe('')
  })
})

describe.for([2, 6] as const)('tinybench %i, without Vitest', (major) => {
  test.for([true, false])('benchmarks, skipLibCheck: %s', async (skipLibCheck) => {
    expect(await complaints(inject('tinybench')[major], `tinybench-${major}.ts`, skipLibCheck)).toBe('')
  })
})

describe("Jest's expect, without Vitest", () => {
  test.for([true, false])('the matchers, skipLibCheck: %s', async (skipLibCheck) => {
    expect(await complaints(inject('jest'), 'jest.ts', skipLibCheck)).toBe('')
  })
})
