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
