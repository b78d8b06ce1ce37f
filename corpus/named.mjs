const ENOUGH = 24

/**
 * Whether a failure message has a position in this file. Messages cut long paths at their start (`…/cache/LruCache.js:42`): what is left
 * must then be the end of this path and no other, which takes some length.
 *
 * @param message of `not.toLeak()`
 * @param file from the root, with slashes
 */
export function isNamed(message, file) {
  const paths = [...message.matchAll(/(\S+):\d+/g)].map(([, path]) => path)
  return paths.some((path) => {
    if (!path.startsWith('…')) return path === file || path.endsWith(`/${file}`)
    const rest = path.slice(1)
    return file.endsWith(rest) && rest.length >= Math.min(ENOUGH, file.length)
  })
}

/** The lines that say who holds what leaked, as one text. */
export function heldBy(message) {
  const lines = message.split('\n')
  const first = lines.findIndex((line) => line.startsWith('  held by '))
  if (first < 0) return ''
  const after = lines.slice(first + 1)
  const rest = after.slice(
    0,
    Math.max(
      0,
      after.findIndex((line) => !line.startsWith(' '.repeat(14))),
    ),
  )
  return [lines[first], ...rest].map((line) => line.slice(14).trimEnd()).join('\n')
}

/** Whether a message names one of the holders that the manifest gives, alternatives being separated by ` | `. */
export const isHolderNamed = (message, holder) => holder.split(' | ').some((each) => heldBy(message).includes(each))
