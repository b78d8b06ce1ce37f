import type { AnyNode } from 'acorn'
import { nameOf } from './calls.ts'
import { COPIES, LANGUAGE_CLASSES, MAKES_BUFFER, MAKES_ITERATOR } from './frameless.ts'
import { isClass } from './own-code.ts'
import { awaitsIn, callsNamed, isGenerator, iterationsIn, namesOfCall, opaqueMakers, type Site } from './site.ts'

/** What makes an object of a class. A class without a name of its own has that of the property that holds it: 'ns.Foo'. */
export function instanceMakers(site: Site, className: string): AnyNode[] {
  const name = lastSegment(className)
  const news = site.nodes.filter((node) => node.type === 'NewExpression')
  const named = [
    // Classes of the file too, which callsNamed takes for functions with a frame: what `new` makes is still its caller's.
    ...news.filter((node) => namesOfCall(site, node).includes(name)),
    ...callsNamed(site, new Set([name])),
    ...bufferViews(site, name),
    ...heads(site, className),
  ]
  const makers = [
    ...named,
    // Some classes of the runtime go by another name than that of the variable.
    ...(named.length > 0 ? [] : news.filter((node) => !isEvidently(site, nameOf(node.callee) ?? ''))),
    // And the object of a generator by the generator's, which a variable or property may have given it.
    ...(named.length === 0 && isGenerator(site.code) ? [site.code.head] : []),
    ...opaqueMakers(site),
    ...prototypes(site, name),
  ]
  if (LANGUAGE_CLASSES.has(name)) makers.push(...callsNamed(site, COPIES))
  else makers.push(...callsNamed(site, new Set(['construct', 'create'])))
  if (/Array$|Buffer$|^DataView$/.test(name)) makers.push(...callsNamed(site, MAKES_BUFFER))
  if (name === 'RegExp') makers.push(...callsNamed(site, new Set(['matchAll', 'split'])), ...regexes(site))
  if (name === 'SyntaxError') makers.push(...callsNamed(site, new Set(['parse', 'Function', 'eval', 'RegExp'])))
  if (/Iterator$|Iterator Helper$/.test(name)) makers.push(...callsNamed(site, MAKES_ITERATOR), ...iterationsIn(site))
  return makers
}

const lastSegment = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** A `new` of this name makes objects of this name. */
const isEvidently = ({ names }: Site, name: string): boolean =>
  names.isOwnClass(name) || (LANGUAGE_CLASSES.has(name) && !names.isDeclared(name))

const regexes = (site: Site): AnyNode[] => site.nodes.filter((node) => node.type === 'Literal' && node.regex)

/** The object that a class has as its prototype is of its superclass. */
const prototypes = (site: Site, name: string): AnyNode[] =>
  site.nodes.filter((node) => isClass(node) && node.superClass && (nameOf(node.superClass) ?? name) === name)

/** A view makes its buffer. */
const bufferViews = (site: Site, name: string): AnyNode[] =>
  name === 'ArrayBuffer'
    ? site.nodes.filter((node) => node.type === 'NewExpression' && /Array$|Memory$/.test(nameOf(node.callee) ?? ''))
    : []

/** What a function makes at its start: the object of its generator, `arguments`. */
function heads(site: Site, className: string): AnyNode[] {
  const { code } = site
  if (code.what !== 'function') return []
  const generator = isGenerator(code) || awaitsIn(site).length > 0
  const own = code.head.type === 'ArrowFunctionExpression' ? '' : (code.head.id?.name ?? '')
  if (generator && (/Generator$/.test(className) || (own !== '' && className === own))) return [code.head]
  return className === 'Arguments' ? [code.head] : []
}
