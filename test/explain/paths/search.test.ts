import { expect, test } from 'vitest'
import { graphOf, module, type NodeGiven, PLANTED_IN } from '../graph-text.ts'
import { findingsOf, holderText } from '../recorded.ts'

const project = 'file:///project/src/a.ts'
const dependency = 'file:///project/node_modules/lib/index.js'

/** Paths to the objects that `make` has made. */
const paths = (nodes: Readonly<Record<string, NodeGiven>>): string[] =>
  (findingsOf(graphOf(nodes), 'make')[0]?.holders ?? []).map(holderText)

const root: NodeGiven = { type: 'synthetic', name: '' }
const rootOfGcRoots: NodeGiven = { ...root, edges: [['element', 1, 'gc roots']] }
const job: NodeGiven = { name: 'Job', madeBy: 'make', bytes: 40 }
const job2 = { ...job }

test('a variable of the project is a better beginning than one of Node or of a dependency', () => {
  const nodes = {
    root,
    ...module(project, [['context', 'mine', 'box']]),
    ...module(dependency, [['context', 'theirs', 'job']]),
    ...module('node:internal/x', [['context', 'nodes', 'job']]),
    box: { name: 'Box', edges: [['property', 'job', 'job']] } satisfies NodeGiven,
    job,
    job2,
  }
  expect(paths(nodes)).toEqual(['▶ mine.job in src/a.ts (Job)    1 of 1'])
})

test('a much longer way is not', () => {
  const chain: Record<string, NodeGiven> = {}
  for (let i = 0; i < 9; i++)
    chain[`box${i}`] = { name: `Box${i}`, edges: [['property', 'in', i === 8 ? 'job' : `box${i + 1}`]] }
  const nodes = {
    root,
    ...module(project, [['context', 'mine', 'box0']]),
    ...module(dependency, [['context', 'theirs', 'job']]),
    ...chain,
    job,
  }
  expect(paths(nodes)).toEqual(['▶ theirs in node_modules/lib/index.js (Job)    1 of 1'])
})

test.each(['map', 'code', 'shared', 'script', 'transitions', 'previous'])(
  'a property that is called as a part of V8 is, %s, is a property',
  (name) => {
    const nodes = {
      root,
      ...module(project, [['context', 'registry', 'box']]),
      box: { name: 'Registry', edges: [['property', name, 'job']] } satisfies NodeGiven,
      job,
    }
    expect(paths(nodes)).toEqual([`▶ registry.${name} in src/a.ts (Job)    1 of 1`])
  },
)

test('weak references hold nothing', () => {
  const nodes = (type: 'weak' | 'property'): Readonly<Record<string, NodeGiven>> => ({
    root,
    ...module(project, [['context', 'mine', 'ref']]),
    ref: { name: 'WeakRef', edges: [[type, 'target', 'job']] },
    job,
  })
  expect(paths(nodes('weak'))).toEqual([])
  expect(paths(nodes('property'))).toEqual(['▶ mine.target in src/a.ts (Job)    1 of 1'])
})

test('the table of a WeakMap holds nothing: the key does', () => {
  const nodes = (hasKey: boolean): Readonly<Record<string, NodeGiven>> => ({
    root,
    ...module(project, [
      ['context', 'weakMap', 'map'],
      ['context', 'keys', hasKey ? 'key' : 'other'],
    ]),
    map: { name: 'WeakMap', edges: [['internal', 'table', 'table']] },
    table: { name: 'system / EphemeronHashTable', type: 'hidden', edges: [['internal', '3', 'job']] },
    key: {
      name: 'Key',
      edges: [['internal', '2 / part of key (Key @1) -> value (Job @3) pair in WeakMap (table @5)', 'job']],
    },
    other: { name: 'Key' },
    job,
  })
  expect(paths(nodes(true))).toEqual(['▶ keys in src/a.ts (Key) › WeakMap value › Job    1 of 1'])
  expect(paths(nodes(false))).toEqual([])
})

test('nothing leads through what V8 keeps for itself', () => {
  for (const name of ['map', 'feedback_cell', 'shared', 'code', 'transitions', 'scope_info']) {
    const nodes: Readonly<Record<string, NodeGiven>> = {
      root,
      ...module(project, [['context', 'mine', 'box']]),
      box: { name: 'Box', edges: [['internal', name, 'part']] },
      part: { name: 'system / FixedArray', type: 'hidden', edges: [['internal', '1', 'job']] },
      job,
    }
    expect(paths(nodes), name).toEqual([])
  }
  for (const name of ['system / FeedbackVector', 'system / Map', 'system / AllocationSite', 'system / NativeContext']) {
    const nodes: Readonly<Record<string, NodeGiven>> = {
      root,
      ...module(project, [['context', 'mine', 'box']]),
      box: { name: 'Box', edges: [['internal', 'x', 'part']] },
      part: { name, type: 'hidden', edges: [['internal', '1', 'job']] },
      job,
    }
    expect(paths(nodes), name).toEqual([])
  }
})

test('the table of strings holds none', () => {
  const nodes = (name: string): Readonly<Record<string, NodeGiven>> => ({
    root: rootOfGcRoots,
    'gc roots': { type: 'synthetic', name: '(GC roots)', edges: [['element', 1, 'category']] },
    category: { type: 'synthetic', name, edges: [['internal', '4', 'text']] },
    text: { type: 'string', name: 'user:1', madeBy: 'make' },
  })
  expect(paths(nodes('(Internalized strings)'))).toEqual([])
  expect(paths(nodes('(Strong roots)'))).toHaveLength(1)
})

test.each([
  ['the global object', 'global'],
  ['the context that has it, as on Node 26', 'context'],
])('a shortcut leads to %s', (_, to) => {
  const nodes: Readonly<Record<string, NodeGiven>> = {
    root: { ...root, edges: [['shortcut', '2', to]] },
    context: { name: 'system / NativeContext', type: 'hidden', edges: [['internal', 'global_object', 'global']] },
    global: { name: 'global', edges: [['property', 'cache', 'job']] },
    job,
  }
  expect(paths(nodes)).toEqual(['▶ globalThis.cache (Job)    1 of 1'])
})

test('an export is told by its name, also where another has no value', () => {
  const nodes: Readonly<Record<string, NodeGiven>> = {
    root,
    ...module(project, [['internal', 'extension', 'module']]),
    module: { name: 'system / SourceTextModule', type: 'hidden', edges: [['internal', 'exports', 'table']] },
    table: {
      name: 'system / ObjectHashTable',
      type: 'array',
      edges: [
        ['internal', '3', 'name of empty'],
        ['internal', '4', 'empty cell'],
        ['internal', '5', 'nobody'],
        ['internal', '6', 'cell'],
        ['internal', '8', 'name of cache'],
        ['internal', '9', 'cell of cache'],
      ],
    },
    'name of empty': { type: 'string', name: 'empty' },
    'empty cell': { name: 'system / Cell', type: 'hidden' },
    nobody: { name: 'system / Oddball', type: 'hidden' },
    cell: { name: 'system / Cell', type: 'hidden', edges: [['internal', 'value', 'other']] },
    'name of cache': { type: 'string', name: 'cache' },
    'cell of cache': { name: 'system / Cell', type: 'hidden', edges: [['internal', 'value', 'job']] },
    other: { name: 'Other' },
    job,
  }
  expect(paths(nodes)).toEqual(['▶ cache in src/a.ts (Job)    1 of 1'])
})

test('what this package keeps is no root', () => {
  const nodes = { root, ...module('file:///nowhere/src/own.ts', [['context', 'mine', 'job']]), job }
  expect(paths(nodes)).toEqual([])
})

test('a scope that was entered with the calls is no place where something is kept', () => {
  const scope = module(project, [['context', 'mine', 'job']])
  const made = Object.fromEntries(
    Object.entries(scope).map(([key, node]) => [key, key.endsWith(' scope') ? { ...node, madeBy: 'enter' } : node]),
  )
  expect(paths({ root, ...made, job })).toEqual([])
})

test('variables are told by name where each has a place, and asked for where some are numbers', () => {
  const nodes = (names: readonly string[]): Readonly<Record<string, NodeGiven>> => ({
    root,
    ...module(project, [
      ['hidden', 0, 'other'],
      ['hidden', 1, 'job'],
    ]),
    [`${project} scope info`]: {
      type: 'code',
      name: 'system / ScopeInfo',
      edges: names.map((name, i) => ['hidden', i, `name ${name}`]),
    },
    ...Object.fromEntries(names.map((name) => [`name ${name}`, { type: 'string', name }] as const)),
    other: { name: 'Other' },
    job,
  })
  expect(paths(nodes(['first', 'second']))).toEqual(['▶ second in src/a.ts (Job)    1 of 1'])
  expect(paths(nodes(['first', 'count', 'second']))).toEqual(['▶ a variable in src/a.ts (Job)    1 of 1'])
})

test('what one reference leads to is told of once, what another leads to as well', () => {
  const nodes: Readonly<Record<string, NodeGiven>> = {
    root,
    ...module(project, [
      ['context', 'jobs', 'list'],
      ['context', 'last', 'other list'],
    ]),
    list: {
      name: 'Array',
      edges: [
        ['element', 0, 'job'],
        ['element', 1, 'job2'],
      ],
    },
    'other list': { name: 'Array', edges: [['element', 0, 'task']] },
    job: { ...job, edges: [['property', 'part', 'part']] },
    job2: { ...job, edges: [['property', 'part', 'part2']] },
    part: { name: 'Part', madeBy: 'make', bytes: 8 },
    part2: { name: 'Part', madeBy: 'make', bytes: 8 },
    task: { name: 'Job', madeBy: 'make', bytes: 40 },
  }
  expect(paths(nodes)).toEqual([
    '▶ jobs in src/a.ts (Array) › [i] › Job    2 of 3',
    '▶ last in src/a.ts (Array) › [0] › Job    1 of 3',
  ])
})

test('functions are where the snapshot says', () => {
  const [site] = findingsOf(graphOf({ root, job }), 'make')
  expect(site?.frame.file).toBe(PLANTED_IN.replace('file://', ''))
})
