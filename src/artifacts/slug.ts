import { createHash } from 'node:crypto'

const LONGEST = 80

/** Names that Windows keeps for devices, whatever extension follows. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i

/** How `-2` (a second assertion) and a hash look: a name that ends like one could be taken for another test's. */
const looksLikeSuffix = /-(?:\d+|[0-9a-f]{8})$/

const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 8)

function cut(text: string, length: number): string {
  const end = text.slice(0, length)
  return /[\ud800-\udbff]$/.test(end) ? end.slice(0, -1) : end
}

/**
 * One folder or file name for any text, on any file system: `a request keeps nothing` → `a-request-keeps-nothing`.
 *
 * Letters and digits of every script stay. Whatever else is lost (other characters, a part of more than 80, a name
 * that Windows reserves) is made up for by a short hash of the text, so that different texts have different slugs.
 *
 * @param keep characters that stay beside letters, digits, `_` and `.`: a `-` is itself the mark of a space by default
 * @returns at most 80 characters, plus 9 with a hash; never empty, `.` or `..`
 */
export function slug(text: string, keep: '' | '-' = ''): string {
  const spaced = keep === '-' ? text : text.replaceAll(/(?<=\S) (?=\S)/g, '-')
  const safe = spaced
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[-.]+/g, '')
  const short = cut(safe, LONGEST).replaceAll(/[-.]+$/g, '')
  const name = reserved.test(short) ? `_${short}` : short
  const back = keep === '-' ? name : name.replaceAll('-', ' ')
  if (name !== '' && back === text && (keep === '-' || !looksLikeSuffix.test(name))) return name
  return `${name === '' ? 'test' : cut(name, LONGEST)}-${hashOf(text)}`
}
