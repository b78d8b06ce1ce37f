import { cutEnd, printable, width } from './text.ts'

const LONGEST = 44

/** Vitest rewrites what is imported: a call of `handle` became `(0, __vi_import_0__.handle)()`. */
const withoutRewrites = (source: string): string =>
  source
    .replace(/\(0,\s*__(?:vi_import|vite_ssr_import)_\d+__\.([\w$]+)\)/g, '$1')
    .replace(/__(?:vi_import|vite_ssr_import)_\d+__\.([\w$]+)/g, '$1')

/** The only expression of an arrow function, whether it stands alone or in a block of one statement. */
function onlyExpression(source: string): string | undefined {
  const body = /^(?:async\s*)?\(\s*\)\s*=>\s*([\s\S]*)$/.exec(source)?.[1]
  if (body === undefined || !body.startsWith('{')) return body
  return /^\{\s*(?:return\s+)?([^;{}]*?);?\s*\}$/.exec(body)?.[1]
}

/**
 * How a message calls the function under test: `handleRequest()` for `() => handleRequest()` and for
 * `handleRequest`, `the function` when its body is more than one short expression.
 *
 * @param name the function's `name`
 * @param source the function's own `toString()`
 */
export function subjectOf(name: string, source: string): string {
  if (name !== '') return `${cutEnd(printable(name), LONGEST)}()`
  const expression = withoutRewrites(onlyExpression(source) ?? '')
    .trim()
    .replace(/^(?:await|void)\s+/, '')
  const isReadable = expression !== '' && !/\n|^\/[/*]|\bcov_|__vi/.test(expression) && width(expression) <= LONGEST
  return isReadable ? printable(expression) : 'the function'
}
