import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  ALLOCATE_OPTIONS,
  BASELINE_OPTIONS,
  COLLECTED_OPTIONS,
  RETAIN_OPTIONS,
  TO_LEAK_OPTIONS,
} from '../../src/options.ts'
import { fencedBlocks } from './fenced-blocks.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const pages = [
  { matcher: 'toLeak', page: 'to-leak', options: TO_LEAK_OPTIONS },
  { matcher: 'toNotRetainMoreThan', page: 'to-not-retain-more-than', options: RETAIN_OPTIONS },
  { matcher: 'toNotAllocateMoreThan', page: 'to-not-allocate-more-than', options: ALLOCATE_OPTIONS },
  { matcher: 'toBeCollected', page: 'to-be-collected', options: COLLECTED_OPTIONS },
  { matcher: 'toMatchHeapBaseline', page: 'to-match-heap-baseline', options: BASELINE_OPTIONS },
] as const

/** As the types have it, for a reader: `This` is how they find out what `expect` was given. */
function signatureOf(matcher: string): string {
  const [, parameters = ''] =
    new RegExp(`^ +${matcher}<This>\\(this: This, (.*)\\): OutcomeOf<This>$`, 'm').exec(read('src/types/vitest.ts')) ??
    []
  return `${matcher}(${parameters}): void | Promise<void>\n`
}

/** Names in the first column of the table after the comment. */
function tabledOptions(text: string): string[] {
  const [, table = ''] = /^<!-- options: \w+ -->\n((?:\|.*\n)+)/m.exec(text) ?? []
  return table
    .split('\n')
    .slice(2)
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
}

test.for(pages)('docs/matchers/$page.md has the signature and the options', ({ matcher, page, options }) => {
  const text = read(`docs/matchers/${page}.md`)
  expect(fencedBlocks(text).find(({ comment }) => comment === 'signature')?.text).toBe(signatureOf(matcher))
  expect(tabledOptions(text).sort()).toEqual([...options].sort())
})
