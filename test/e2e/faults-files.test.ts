import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { childEnvironment } from './harness/environment.ts'
import { projectOf } from './harness/project.ts'

const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() : []

function project() {
  const made = projectOf('faults-files')
  if (!made) throw new Error('no Node for Vitest 4')
  return made
}

const LEAK = /Error: expected keep\(\) not to leak, but each call keeps (?:32|[345]\d(?:\.\d)?) B and 1 object alive/

test('files in the place of the folders: the leak is told, with why there are no profiles', async () => {
  const { root, run, write, read } = project()
  write('.vitest-leak', 'mine')
  write('__heap__', 'mine')
  const { stderr } = await run()
  expect.soft(stderr).toMatch(LEAK)
  expect.soft(stderr).toContain('profiles    not written: ENOTDIR: not a directory: .vitest-leak/leak.test.ts')
  expect.soft(stderr).toContain('__heap__/leak.test.ts.heap.json cannot be read (ENOTDIR): make it a file that can be')
  expect.soft([read('.vitest-leak'), read('__heap__')]).toEqual(['mine', 'mine'])
  expect(filesIn(root).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('a folder that is a link out of the project is not written through', async () => {
  const { root, run } = project()
  const outside = mkdtempSync(join(tmpdir(), 'outside-'))
  symlinkSync(outside, join(root, '.vitest-leak'))
  const { stderr } = await run()
  expect.soft(stderr).toMatch(LEAK)
  expect.soft(stderr).toContain('profiles    not written: .vitest-leak is a symbolic link out of the project')
  expect(filesIn(outside)).toEqual([])
})

test('a file that is a link out of the project is replaced, not written through', async () => {
  const { root, run } = project()
  const outside = join(mkdtempSync(join(tmpdir(), 'outside-')), 'theirs')
  writeFileSync(outside, 'theirs')
  const folder = join(root, '.vitest-leak/leak.test.ts/a-leak')
  mkdirSync(folder, { recursive: true })
  const names = ['base.pb.gz', 'page.html', 'retainers.json', 'current.heapsnapshot']
  for (const name of names) symlinkSync(outside, join(folder, name))
  const { stderr } = await run()
  expect.soft(stderr).toMatch(LEAK)
  expect.soft(readFileSync(outside, 'utf8')).toBe('theirs')
  expect(filesIn(folder)).toEqual([
    'base.pb.gz',
    'current.heapsnapshot',
    'current.pb.gz',
    'diff.pb.gz',
    ...names.slice(1, 3),
  ])
})

// A limit on the size of files stands for a disk that is full: writing fails in the middle.
test.skipIf(process.platform === 'win32')('where no file may be larger than 64 kB none is left half written', () => {
  const { root } = project()
  const { folder, node = '' } = inject('majors')[4]
  const TMPDIR = join(root, 'tmp')
  mkdirSync(TMPDIR)
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
  const script = `ulimit -f 64; exec "${node}" "${vitest}" run 2>&1; true`
  let text = ''
  try {
    text = execFileSync('bash', ['-c', script], { cwd: root, env: childEnvironment({ TMPDIR }), encoding: 'utf8' })
  } catch (error) {
    text = (error as { stdout: string }).stdout
  }
  expect.soft(text).toMatch(LEAK)
  expect.soft(text).toContain('held by     not known: EFBIG: file too large, write')
  expect.soft(text).toContain('profiles    not written: EFBIG: file too large')
  expect.soft(filesIn(TMPDIR).filter((name) => name.includes('vitest-leak'))).toEqual([])
  expect
    .soft(filesIn(join(root, '.vitest-leak')).filter((name) => /\.(?:gz|json|html|heapsnapshot|tmp)/.test(name)))
    .toEqual([])
  expect(filesIn(join(root, '__heap__'))).toEqual(['leak.test.ts.heap.json'])
})
