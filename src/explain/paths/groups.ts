import { type Folded, foldRepeats } from './fold-repeats.ts'
import type { Root } from './roots.ts'
import type { Step } from './steps.ts'

export interface PathWithSteps {
  readonly root: Root
  readonly steps: readonly Step[]
}

/** Paths of one shape. */
export interface PathGroup {
  readonly root: Root
  /** As on the longest of the paths; names that differ between them are `''`. */
  readonly steps: readonly Folded<Step>[]
  readonly count: number
  /** One of them, unfolded. */
  readonly example: PathWithSteps
}

/** More names than these at one place of otherwise equal paths are keys: `sessions['4711']`. */
const MOST_NAMES = 3
const MOST_NAMES_SHARE = 0.25
const MOST_STEPS_BEFORE_LIST = 32

/** Paths that differ in nothing but indices, keys and the length of lists, together; most frequent first. */
export function groupPaths(paths: readonly PathWithSteps[]): PathGroup[] {
  const byShape = new Map<string, { path: PathWithSteps; folded: Folded<Step>[] }[]>()
  for (const path of paths) {
    const folded = foldRepeats(path.steps, namedKey, ({ leftOut = 0 }) => leftOut)
    const shape = [rootKey(path.root), ...folded.map(shapeOf)].join('\n')
    const members = byShape.get(shape)
    if (members) members.push({ path, folded })
    else byShape.set(shape, [{ path, folded }])
  }
  const groups = [...byShape.values()].flatMap(splitByNames)
  return mergeLists(groups).sort((a, b) => b.count - a.count)
}

const hasKeyForName = ({ kind }: Step): boolean => kind !== 'property' && kind !== 'variable' && kind !== 'internal'
const namedKey = (step: Step): string => `${step.kind}\0${hasKeyForName(step) ? '' : step.name}\0${step.className}`
const shapeKey = ({ kind, className }: Step): string => `${kind}\0${className}`
const shapeOf = ({ items, times }: Folded<Step>): string => `${items.map(shapeKey).join('\t')}${times > 1 ? '*' : ''}`

/** Handles and the like are many roots of one kind. */
const rootKey = ({ kind, scriptName, name, node, capturedBy }: Root): string =>
  `${kind}\0${scriptName}\0${capturedBy === undefined ? name : node}`

type Member = { readonly path: PathWithSteps; readonly folded: Folded<Step>[] }

function splitByNames(members: readonly Member[]): PathGroup[] {
  const length = members[0]?.folded.length ?? 0
  const isKey = Array.from({ length }, (_, at) => {
    const step = members[0]?.folded[at]?.items[0]
    const names = new Set(members.map(({ folded }) => folded[at]?.items.map(({ name }) => name).join('\0')))
    if (step && hasKeyForName(step)) return names.size > 1
    return names.size > MOST_NAMES && names.size > MOST_NAMES_SHARE * members.length
  })
  const general = (folded: readonly Folded<Step>[]): Folded<Step>[] =>
    folded.map(({ items, times }, at) => ({ times, items: isKey[at] ? items.map(withoutName) : items }))
  const groups = new Map<string, PathGroup>()
  for (const { path, folded } of members) {
    const steps = general(folded)
    const key = steps.map(({ items }) => items.map(({ name }) => name).join('\0')).join('\n')
    const group = groups.get(key)
    groups.set(
      key,
      group
        ? longer({ ...group, count: group.count + 1 }, steps, path)
        : { root: path.root, steps, count: 1, example: path },
    )
  }
  return [...groups.values()]
}

const withoutName = (step: Step): Step => ({
  ...step,
  kind: step.kind === 'property' ? 'element' : step.kind,
  name: '',
})

const lengthOf = (steps: readonly Folded<Step>[]): number =>
  steps.reduce((sum, { items, times }) => sum + items.length * times, 0)

/** Of lists of different lengths, the figures of the longest. */
function longer(group: PathGroup, steps: readonly Folded<Step>[], example: PathWithSteps): PathGroup {
  return lengthOf(steps) > lengthOf(group.steps) ? { ...group, steps, example } : group
}

/** The first items of a list, whose paths have nothing that repeats yet, belong to the rest of it. */
function mergeLists(groups: readonly PathGroup[]): PathGroup[] {
  const merged: PathGroup[] = []
  for (const group of [...groups].sort((a, b) => lengthOf(b.steps) - lengthOf(a.steps))) {
    const list = merged.findIndex((each) => isBeginningOf(group, each))
    const before = merged[list]
    if (before) merged[list] = { ...before, count: before.count + group.count }
    else merged.push(group)
  }
  return merged
}

function isBeginningOf(group: PathGroup, list: PathGroup): boolean {
  if (rootKey(group.root) !== rootKey(list.root) || list.steps.every(({ times }) => times === 1)) return false
  if (lengthOf(group.steps) > MOST_STEPS_BEFORE_LIST) return false
  const unfolded = group.steps.flatMap(({ items, times }) => Array.from({ length: times }, () => items).flat())
  return matches(unfolded.map(shapeKey), list.steps)
}

/** Whether keys are the list's steps, with any number of each that repeats. */
function matches(keys: readonly string[], steps: readonly Folded<Step>[]): boolean {
  const [first, ...rest] = steps
  if (!first) return keys.length === 0
  const wanted = first.items.map(shapeKey)
  const begins = wanted.every((key, index) => keys[index] === key)
  if (
    begins &&
    matches(
      keys.slice(wanted.length),
      first.times > 1 ? steps.map((step, i) => (i === 0 ? { ...step, times: step.times - 1 } : step)) : rest,
    )
  )
    return true
  return first.times > 1 && matches(keys, rest)
}
