import { ReportError } from './report-error.ts'

const posixClasses: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
}

const SPACES = '\\t\\n\\f\\r '

class NotInGo extends Error {}

/**
 * A regular expression in Go's syntax (RE2). What JavaScript writes differently is translated; what only one of them has is an error.
 * It says whether there is a match; where in the text, or which, is not asked.
 *
 * @param name what it is, for the message
 * @throws ReportError one sentence with the expression and what is wrong with it
 * @see https://pkg.go.dev/regexp/syntax
 */
export function goRegExp(source: string, name: string): RegExp {
  try {
    const [, flags = ''] = /^\(\?([imsU]+)\)/.exec(source) ?? []
    const pattern = flags === '' ? source : source.slice(flags.length + 3)
    return new RegExp(translated(pattern, flags.includes('s')), `u${flags.replace(/[sU]/g, '')}`)
  } catch (error) {
    const { message } = error as Error
    const reason = error instanceof NotInGo ? message : message.replace(/^.*\/[a-z]*: /s, '').toLowerCase()
    throw new ReportError(`${name} '${source}' is not a regular expression that can be used: ${reason}`)
  }
}

function translated(source: string, dotMatchesAll: boolean): string {
  let rest = source
  let result = ''
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest)
    if (found) rest = rest.slice(found[0].length)
    return found
  }
  while (rest !== '') {
    const quoted = take(/^\\Q([\s\S]*?)(?:\\E|$)/)
    if (quoted) {
      result += (quoted[1] ?? '').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      continue
    }
    const set = take(/^\[(\^?)(\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*)\]/)
    if (set) {
      result += `[${set[1]}${classBody(set[2] ?? '')}]`
      continue
    }
    const group = take(/^\(\?(?:P?<(\w+)>|[^)]?)/)
    if (group) {
      result += groupStart(group[0], group[1])
      continue
    }
    const escaped = take(/^\\(?:x\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|[pP]\{\^?\w+\}|[pP]\w|[\s\S])/)
    if (escaped) {
      result += outsideEscape(escaped[0])
      continue
    }
    const repeated = take(/^\{\d+(?:,\d*)?\}/)
    if (repeated) {
      result += repeated[0]
      continue
    }
    const [character = ''] = rest
    rest = rest.slice(character.length)
    if (character === '.') result += dotMatchesAll ? '[\\s\\S]' : '[^\\n]'
    else result += /[{}\]]/.test(character) ? `\\${character}` : character
  }
  return result
}

function groupStart(text: string, name: string | undefined): string {
  if (name !== undefined) return `(?<${name}>`
  if (text === '(?:') return text
  if (/[=!<]$/.test(text)) throw new NotInGo('Go has no look-ahead or look-behind')
  throw new NotInGo('flags such as (?i) are only understood at its beginning')
}

function outsideEscape(text: string): string {
  if (text === '\\A') return '(?<![\\s\\S])'
  if (text === '\\z') return '(?![\\s\\S])'
  if (text === '\\s') return `[${SPACES}]`
  if (text === '\\S') return `[^${SPACES}]`
  return /^\\[bB]$/.test(text) ? text : anyEscape(text)
}

function anyEscape(text: string): string {
  const [, property] = /^\\[pP]\{?(\^?\w+)\}?$/.exec(text) ?? []
  if (property !== undefined && /^\\[pP]/.test(text)) return propertyEscape(text[1] === 'P', property)
  if (text.startsWith('\\x{')) return `\\u{${text.slice(3)}`
  if (text === '\\a') return '\\x07'
  if (/^\\(?:x..|[dDwWsStnrfv])$/.test(text)) return text
  if (/^\\[1-9]$/.test(text)) throw new NotInGo('Go has no references to groups')
  if (/^\\[\w]$/.test(text)) throw new NotInGo(`Go has no escape '${text}'`)
  return /^\\[\\^$.*+?()[\]{}|/-]$/.test(text) ? (text === '\\-' ? '\\x2D' : text) : text.slice(1)
}

function propertyEscape(negated: boolean, property: string): string {
  const name = property.replace('^', '')
  const letter = negated !== property.startsWith('^') ? 'P' : 'p'
  return `\\${letter}{${name.length <= 2 ? name : `Script=${name}`}}`
}

/** What stands between brackets. */
function classBody(source: string): string {
  return source.replace(
    /\[:(\^?)(\w+):\]|\\(?:x\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|[pP]\{\^?\w+\}|[pP]\w|[\s\S])|[[\]]/g,
    (text, negation: string | undefined, posix: string | undefined) => {
      if (posix !== undefined) {
        const range = posixClasses[posix]
        if (range === undefined || negation) throw new NotInGo(`the class '${text}' is not understood`)
        return range
      }
      if (text.length === 1) return `\\${text}`
      return text === '\\s' ? SPACES : anyEscape(text)
    },
  )
}
