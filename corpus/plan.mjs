import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const NODE_MAJOR = Number(process.versions.node.split('.')[0])

/**
 * Every variant of the chosen cases, in the manifest's order, with what is true of it on this Node.
 *
 * @returns `{ entry, variant, isLeaky, culprit, holder, excuse }[]`; one with an `excuse` is not counted, or cannot run (`cannotRun`)
 */
export async function variantsIn({ root, ids }) {
  const { manifest, variantsOf } = await import(pathToFileURL(join(root, 'corpus.mjs')).href)
  const entries = manifest()
  const unknown = ids.filter((id) => !entries.some((entry) => entry.id === id))
  if (unknown.length > 0) throw new Error(`no such case: ${unknown.join(', ')}`)
  return entries
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .flatMap((entry) =>
      variantsOf(entry).map(({ variant }) => ({
        entry,
        variant,
        isLeaky: variant === 'leaky',
        culprit: variant === 'leaky' ? culpritOf(entry) : undefined,
        holder: variant === 'leaky' ? entry.holder : undefined,
        cannotRun: !runsHere(entry),
        excuse: excuseFor(entry, variant),
      })),
    )
}

const runsHere = ({ nodeMin = 0, nodeMax = Infinity }) => NODE_MAJOR >= nodeMin && NODE_MAJOR <= nodeMax

function excuseFor(entry, variant) {
  if (!runsHere(entry)) return `does not run on Node ${NODE_MAJOR}`
  const { flatFromNode, flatUpToNode } = entry
  const isFlat = !(NODE_MAJOR < flatFromNode) && !(NODE_MAJOR > flatUpToNode)
  return variant === 'leaky' || isFlat ? undefined : `not flat on Node ${NODE_MAJOR}`
}

/** Path of the file to name, from the corpus' root: in a package it is below the alias that the leaky version is installed as. */
function culpritOf({ kind, package: name, leaky, culprit }) {
  if (!culprit?.file) return undefined
  if (kind !== 'version-pair') return culprit.file
  return `node_modules/${name.replace(/^@/, '').replace('/', '__')}--${leaky}/${culprit.file}`
}

/** `length` of the variants that do not leak, each as often as the others, in an order that the seed alone decides. */
export function shuffledCleanRuns(variants, length, seed) {
  const clean = variants.filter(({ isLeaky, excuse }) => !isLeaky && !excuse)
  const random = mulberry32(seed)
  const runs = []
  while (clean.length > 0 && runs.length < length) {
    const round = clean.map((variant) => ({ variant, at: random() })).sort((a, b) => a.at - b.at)
    runs.push(...round.map(({ variant }) => variant))
  }
  return runs.slice(0, length)
}

function mulberry32(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
