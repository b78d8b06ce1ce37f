import { describe, expect, test } from 'vitest'
import type { KeptExplanation } from '../../../src/explain/explain-kept.ts'
import { heldNowLines } from '../../../src/report/held-now.ts'
import { module } from '../graph-text.ts'
import { PROJECT } from '../recorded.ts'
import { array, bytes, findingsIn } from './planted.ts'

const kept = { heapBytes: 500_000, offHeapBytes: 4_000_000 }

const planted = (): KeptExplanation =>
  findingsIn(
    {
      ...module('/project/src/store.ts', [
        ['context', 'buffers', 'buffers'],
        ['context', 'pages', 'pages'],
      ]),
      ...array('buffers', ['bytes']),
      ...bytes('bytes', 3_000_000),
      ...array('pages', ['page']),
      ...bytes('page', 20_000_000),
    },
    { kept },
  )

const text = (explanation: KeptExplanation | undefined): string =>
  `${heldNowLines(explanation, kept, PROJECT).join('\n')}\n`

describe('the lines of a report', () => {
  test('holders with what they hold, and what of it must be older', async () => {
    await expect(text(planted())).toMatchFileSnapshot('__golden__/held-now.txt')
  })

  test('nobody holds as much', () => {
    expect(text({ holders: [], omittedHolders: 0 })).toBe(
      '  held by     not known: no variable and nothing else that a path leads to holds a quarter as much\n',
    )
  })

  test('why it is not known', () => {
    expect(text({ reason: 'the heap has 600 MB' })).toBe('  held by     not known: the heap has 600 MB\n')
  })

  test('nothing where nobody asked', () => {
    expect(heldNowLines(undefined, kept, PROJECT)).toEqual([])
  })
})
