import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type FencedBlock, fencedBlocks } from './fenced-blocks.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface PageBlock {
  /** Where it is, as `docs/why-is-this-a-leak.md:12`. */
  readonly place: string
  /** What its comment asks for: `file: leaks/src/audit.ts`. */
  readonly comment: string
  readonly onPage: string
  readonly wanted: string
}

/**
 * The blocks of a page that are copies, with what they are copies of. With `UPDATE_DOCS=1` in the environment the page is written anew first.
 *
 * @param wanted what belongs into a block, by its comment; nothing for a block that is the page's own
 */
export function pageBlocks(page: string, wanted: (comment: string) => string | undefined): PageBlock[] {
  const path = join(ROOT, 'docs', page)
  if (process.env.UPDATE_DOCS) writeFileSync(path, updated(readFileSync(path, 'utf8'), wanted))
  return copies(readFileSync(path, 'utf8'), wanted).map(({ block, text }) => ({
    place: `${relative(ROOT, path)}:${block.line}`,
    comment: block.comment,
    onPage: block.text,
    wanted: text,
  }))
}

const copies = (text: string, wanted: (comment: string) => string | undefined) =>
  fencedBlocks(text).flatMap((block): { block: FencedBlock; text: string }[] => {
    const copy = block.comment ? wanted(block.comment) : undefined
    return copy === undefined ? [] : [{ block, text: copy }]
  })

/** From the end, so that places before stay right. */
const updated = (page: string, wanted: (comment: string) => string | undefined): string =>
  copies(page, wanted).reduceRight(
    (text, { block: { start, end }, text: copy }) => text.slice(0, start) + copy + text.slice(end),
    page,
  )
