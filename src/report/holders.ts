import type { Holder, HolderRoot, HolderStep } from '../explain/explanation.ts'
import { pathFrom } from './place.ts'
import { cutEnd, cutStart, printable } from './text.ts'

const NAME_WIDTH = 40
const FILE_WIDTH = 60

/** A part of a path, and whether it is the one to look at. */
export interface PathToken {
  readonly text: string
  readonly isSuspect: boolean
}

/**
 * A path as it reads: `userCache in src/server.ts (Map) › value › UserData.data › Uint8Array`.
 *
 * @param root paths of files are relative to it
 */
export function pathTokens(holder: Holder, root: string): PathToken[] {
  const path = pathWriter(holder.suspect)
  const start = rootText(holder.root, root)
  path.begin(start.name, start.where, start.className ?? holder.root.className)
  const hidden = hiddenSteps(holder)
  let index = 0
  for (const [at, { items, times }] of holder.steps.entries()) {
    if (at < hidden) {
      if (at === hidden - 1) path.object(items.at(-1)?.className ?? '')
    } else if (times > 1 && items.length > 1) {
      path.repeated(items, times)
    } else {
      for (const [offset, step] of items.entries()) path.step(step, times, index + offset + 1)
    }
    index += items.length
  }
  return path.tokens()
}

interface Open {
  /** `users.byId`, `UserData.data`. */
  name: string
  /** ` in src/server.ts`; of the first only. */
  where: string
  className: string
  isSuspect: boolean
}

function pathWriter(suspect: number | undefined) {
  const done: Open[] = []
  let last: Open = { name: '', where: '', className: '', isSuspect: false }
  const push = (className: string, isSuspect = false): void => {
    done.push(last)
    last = { name: className, where: '', className: '', isSuspect }
  }
  const className = (name: string): string => cutEnd(printable(name), NAME_WIDTH)
  return {
    begin(name: string, where: string, ofClass: string) {
      last = { name, where, className: className(ofClass), isSuspect: suspect === 0 }
    },
    step({ kind, name, className: ofClass }: HolderStep, times: number, number: number) {
      const isSuspect = number === suspect
      const repeats = times > 1 ? ` ×${times}` : ''
      if (kind === 'property') {
        last.name += propertyText(name) + repeats
        last.isSuspect ||= isSuspect
        // The variable's own class says nothing where the path goes on by a name.
        if (done.length === 0 && repeats === '') last.className = className(ofClass)
        else push(className(ofClass))
        return
      }
      if (kind === 'reaction') {
        // Only one that is not settled yet has reactions.
        if (last.name === 'Promise') last.name = 'pending Promise'
        if (last.className === 'Promise') last.className = 'pending Promise'
      }
      const text = stepText(kind, name)
      if (text !== '') push(text + repeats, isSuspect)
      push(className(ofClass))
    },
    object: (ofClass: string) => push(className(ofClass)),
    repeated(items: readonly HolderStep[], times: number) {
      const text = items
        .map(({ kind, name }) => (kind === 'property' ? propertyText(name) : stepText(kind, name)))
        .filter(Boolean)
      push(`(${text.join(' › ')}) ×${times}`)
      push(className(items.at(-1)?.className ?? ''))
    },
    tokens: (): PathToken[] =>
      [...done, last].map(({ name, where, className, isSuspect }) => ({
        text: name + where + (className === '' ? '' : ` (${className})`),
        isSuspect,
      })),
  }
}

/** V8 writes the name of a symbol as `<symbol kEvents>`. */
function propertyText(name: string): string {
  const symbol = /^<symbol (.*)>$/.exec(name)?.[1]
  if (symbol !== undefined) return `[${cutEnd(printable(symbol), NAME_WIDTH)}]`
  if (/^[\p{ID_Start}$_#][\p{ID_Continue}$]*$/u.test(name)) return `.${cutEnd(name, NAME_WIDTH)}`
  return `['${cutEnd(printable(name), NAME_WIDTH)}']`
}

function stepText(kind: HolderStep['kind'], name: string): string {
  const text = cutEnd(printable(name), NAME_WIDTH)
  switch (kind) {
    case 'element':
      return `[${text === '' ? 'i' : text}]`
    case 'value':
      return text === '' ? 'value' : `value of ${text}`
    case 'variable':
      return text === '' ? 'a captured variable' : `variable ${text}`
    case 'key':
    case 'entry':
    case 'reaction':
    case 'result':
      return kind
    default:
      return text
  }
}

interface RootText {
  readonly name: string
  readonly where: string
  /** Where the name says it all. */
  readonly className?: string
}

function rootText({ kind, name, file, className }: HolderRoot, root: string): RootText {
  const text = cutEnd(printable(name), NAME_WIDTH)
  switch (kind) {
    case 'variable':
    case 'export': {
      if (isTimers(file, name)) return { name: 'timers (setTimeout, setInterval)', where: '', className: '' }
      // Node's own modules have it as a variable, and it is a getter of the global object.
      if (className === 'process' && file.startsWith('node:')) return { name: 'process', where: '', className: '' }
      const where = ` in ${cutStart(pathFrom(root, file), FILE_WIDTH)}`
      return text === '' ? { name: 'a variable', where } : { name: text, where }
    }
    case 'global':
      return { name: text === 'process' ? text : `globalThis${propertyText(name)}`, where: '' }
    case 'handle':
      return { name: `active handle ${cutEnd(printable(className), NAME_WIDTH)}`, where: '', className: '' }
    case 'microtask':
      return { name: 'a microtask that has not run', where: '', className: '' }
    case 'stack':
      return { name: 'a variable of a function that is running', where: '', className: '' }
    default:
      return { name: 'the runtime', where: '', className: '' }
  }
}

const isTimers = (file: string, name: string): boolean =>
  /^node:(?:internal\/)?timers$/.test(file) && /^(?:timerList(?:Map|Queue)|immediateQueue)$/.test(name)

/** How many steps lead through the lists of Node's timers to the first timer. */
function hiddenSteps({ root, steps }: Holder): number {
  if (!isTimers(root.file, root.name)) return 0
  return steps.findIndex(({ items }) => items.some(({ className }) => /^(?:Timeout|Immediate)$/.test(className))) + 1
}
