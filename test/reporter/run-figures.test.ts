import { expect, test } from 'vitest'
import { runJson } from '../../src/reporter/json.ts'
import { runFiguresOf } from '../../src/reporter/run-figures.ts'
import { runText } from '../../src/reporter/text.ts'
import { madeModule } from './modules.ts'
import { measured, site } from './runs.ts'

const MB = 2 ** 20

const a = madeModule({
  file: '/project/a.test.ts',
  tests: [
    { name: 'second > by name', figures: measured(2 * MB), line: 4 },
    { name: 'first > by name', figures: measured(1 * MB), state: 'failed' },
    { name: 'not measured' },
  ],
})
const b = madeModule({
  file: '/project/src/b.test.ts',
  project: 'web',
  tests: [{ name: 'b', figures: measured(3 * MB) }],
})
const c = madeModule({
  file: '/project/src/b.test.ts',
  project: 'api',
  tests: [{ name: 'b', figures: measured(4 * MB) }],
})

test('tests are in the order of files, projects and their file', () => {
  const { tests, total } = runFiguresOf([b, a, c], '/project')
  expect(tests.map(({ file, project, name }) => [file, project, name])).toEqual([
    ['a.test.ts', undefined, 'second > by name'],
    ['a.test.ts', undefined, 'first > by name'],
    ['src/b.test.ts', 'api', 'b'],
    ['src/b.test.ts', 'web', 'b'],
  ])
  expect(total).toEqual({ files: 2, tests: 5 })
  expect(tests[0]).toMatchObject({ line: 4, state: 'passed' })
  expect(tests[1]).not.toHaveProperty('line')
  expect(tests[1]).toMatchObject({ state: 'failed' })
})

test('a merged run is that of one machine, whichever shard is read first', () => {
  const runs = [
    [a, b, c],
    [c, b, a],
    [b, a, c],
  ].map((modules) => runFiguresOf(modules, '/project'))
  expect(new Set(runs.map((run) => runJson(run))).size).toBe(1)
  expect(new Set(runs.map((run) => runText(run))).size).toBe(1)
})

test.each([
  ['Vitest 4 and 5', { relative: 'src/a.test.ts' }],
  ['Vitest 3', { nameOfTask: 'src/a.test.ts' }],
])('the path of another machine is that of this one (%s)', (_, names) => {
  const module = madeModule({
    file: '/home/runner/work/project/packages/core/src/a.test.ts',
    projectRoot: '/project/packages/core',
    tests: [{ name: 'x', figures: measured(1) }],
    ...names,
  })
  expect(runFiguresOf([module], '/project').tests[0]?.file).toBe('packages/core/src/a.test.ts')
})

test('sites outside of the root are told relative to it', () => {
  const figures = measured(MB, {
    sites: [site('a', '/lib/node_modules/x/y.js', 1, MB), site('b', 'src/b.ts', 1, 2), site('c', 'node:events', 1, 1)],
    baseline: { verdict: 'worse', newSites: [site('a', '/lib/node_modules/x/y.js', 1, MB)] },
  })
  const module = madeModule({ file: '/here/project/a.test.ts', tests: [{ name: 'x', figures }] })
  const json = runJson(runFiguresOf([module], '/here/project'))
  expect(json).not.toContain('"/')
  expect(json).toContain('"../../lib/node_modules/x/y.js"')
  expect(json).toContain('"node:events"')
})
