import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { exampleModule } from '../docs/example-module.ts'
import { type FencedBlock, fencedBlocks } from '../docs/fenced-blocks.ts'
import { markdownPages } from '../docs/markdown-pages.ts'
import { childEnvironment } from './harness/environment.ts'
import { type Project, projectOf } from './harness/project.ts'

// Every example in TypeScript or JavaScript is compiled, and run if it is a whole test. In the line before it a page may say
//   <!-- fails -->              the test is to fail
//   <!-- not run: reason -->    it is only compiled
// Copies of files (<!-- file: … -->) are those of docs-reports.test.ts, and those of other-runners.md of runners.test.ts.

const root = join(import.meta.dirname, '../..')
const OTHERS = /^(?:file|signature)\b/

interface Example extends FencedBlock {
  /** `docs-baseline-3`: page and line. */
  readonly name: string
}

const examples: readonly Example[] = markdownPages()
  .filter((page) => page !== 'docs/other-runners.md')
  .flatMap((page) =>
    fencedBlocks(readFileSync(join(root, page), 'utf8'))
      .filter(({ language, comment }) => /^(?:ts|js)$/.test(language) && !OTHERS.test(comment))
      .map((block) => ({ ...block, name: `${page.replace(/\.md$/, '').replaceAll('/', '-')}-${block.line}` })),
  )

const isTest = ({ text, comment }: Example): boolean => /\btest\(/.test(text) && !comment.startsWith('not run:')

/** Where the packages are that an example imports. */
function packagesOf({ text }: Example): string {
  if (text.includes("from 'expect'")) return inject('jest')
  return text.includes("from 'tinybench'") ? inject('tinybench')[6] : inject('majors')[4].folder
}

/** What the compiler has to say. */
function complaints(folder: string, modules: readonly Example[]): Promise<string> {
  const project = join(folder, 'projects/docs-examples-types')
  rmSync(project, { recursive: true, force: true })
  mkdirSync(project, { recursive: true })
  cpSync(join(import.meta.dirname, 'fixtures/docs/examples'), project, { recursive: true })
  for (const example of modules) writeFileSync(join(project, `${example.name}.ts`), exampleModule(example.text))
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2023',
    module: 'NodeNext',
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ['node'],
  }
  const files = modules.map(({ name }) => `${name}.ts`)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  const tsc = join(folder, 'node_modules/typescript/bin/tsc')
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '--pretty', 'false'], { cwd: project, env: childEnvironment() }, (_, stdout) =>
      resolve(stdout),
    )
  })
}

test('examples compile', { timeout: 300_000 }, async () => {
  const folders = [...new Set(examples.map(packagesOf))]
  expect(folders.length).toBe(3)
  const said = await Promise.all(
    folders.map((folder) =>
      complaints(
        folder,
        examples.filter((example) => packagesOf(example) === folder),
      ),
    ),
  )
  expect(said.join('')).toBe('')
})

test('examples that are tests pass, or fail where the page says so', { timeout: 300_000 }, async () => {
  const project = projectOf('docs/examples') as Project
  const tests = examples.filter(isTest)
  for (const { name, text } of tests) project.write(`${name}.test.ts`, exampleModule(text))
  await project.run(['--reporter=json', '--outputFile=results.json'])
  const { testResults } = JSON.parse(project.read('results.json')) as {
    testResults: {
      name: string
      message: string
      assertionResults: { status: string; failureMessages: string[] | null }[]
    }[]
  }
  for (const { name, comment } of tests) {
    const result = testResults.find((each) => each.name.endsWith(`/${name}.test.ts`))
    const [outcome] = result?.assertionResults ?? []
    const wanted = comment === 'fails' ? 'failed' : 'passed'
    expect.soft(outcome?.status, `${name}: ${result?.message}${outcome?.failureMessages ?? ''}`).toBe(wanted)
    if (wanted === 'failed') expect.soft(outcome?.failureMessages?.[0]).toMatch(/^Error: expected /)
  }
  expect(tests.length).toBeGreaterThan(3)
})
