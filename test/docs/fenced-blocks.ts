export interface FencedBlock {
  readonly language: string
  readonly text: string
  /** Of the fence, from 1. */
  readonly line: number
  /** What an HTML comment in the line before it says. */
  readonly comment: string
  /** Where `text` is in the page. */
  readonly start: number
  readonly end: number
}

/** The fenced blocks of a Markdown page, each with the comment before it: `<!-- file: src/cache.ts -->`. */
export function fencedBlocks(page: string): FencedBlock[] {
  const pattern = /(?:^<!-- (.*) -->\n\n?)?^```(\w*)\n([\s\S]*?)^```$/gm
  return [...page.matchAll(pattern)].map((match) => {
    const [whole, comment = '', language = '', text = ''] = match
    const start = match.index + whole.lastIndexOf(`${text}\`\`\``)
    const fence = page.slice(0, start).split('\n').length - 1
    return { language, text, line: fence, comment, start, end: start + text.length }
  })
}
