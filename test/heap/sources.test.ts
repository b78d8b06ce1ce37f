import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addonSource } from '../../src/heap/addon-source.ts'
import { collectGarbage } from '../../src/heap/garbage-collector.ts'
import type { HeapSource } from '../../src/heap/heap-source.ts'
import { inspectorSource } from '../../src/heap/inspector-source.ts'
import { pauseTierUp, quieten } from '../../src/heap/tier-up.ts'
import type { AllocationNode } from '../../src/profile/allocation-node.ts'
import { REAL } from '../measure/measured.ts'

const addon: typeof import('@datadog/pprof') = createRequire(import.meta.url)('@datadog/pprof')

const sources: Record<string, HeapSource> = {
  addon: addonSource(addon),
  inspector: inspectorSource(),
}

/** 32 bytes, in a list, since the objects of an array are one or two. */
class Item {
  readonly next: Item | undefined
  constructor(next: Item | undefined) {
    this.next = next
  }
}

function makeItems(count: number): Item | undefined {
  let head: Item | undefined
  for (let i = 0; i < count; i++) head = new Item(head)
  return head
}

interface Figures {
  readonly objects: number
  readonly bytes: number
  readonly line: number
  readonly column: number
  readonly stack: readonly string[]
}

/** What functions of this name allocated themselves. */
function figuresOf(node: AllocationNode, name: string, callers: readonly string[] = []): Figures[] {
  const stack = [node.name, ...callers]
  const own = { objects: 0, bytes: 0, line: node.lineNumber, column: node.columnNumber, stack }
  for (const { sizeBytes, count } of node.allocations) {
    own.objects += count
    own.bytes += count * sizeBytes
  }
  const below = node.children.flatMap((child) => figuresOf(child, name, stack))
  // A stack of which nothing is alive may stay in the tree.
  return node.name === name && own.objects > 0 ? [own, ...below] : below
}

const restore: (() => void)[] = []
beforeAll(() => {
  restore.push(quieten(), pauseTierUp())
  makeItems(1000)
})
afterAll(() => {
  for (const each of restore) each()
})

function recorded(source: HeapSource, act: () => unknown, depth = 8): AllocationNode {
  collectGarbage()
  // What a collection clears of inline caches is made again by the next call.
  makeItems(10)
  source.start(1, depth)
  try {
    act()
    collectGarbage()
    return source.read()
  } finally {
    source.stop()
  }
}

const totalOf = (all: readonly Figures[]): Pick<Figures, 'objects' | 'bytes'> => ({
  objects: all.reduce((sum, { objects }) => sum + objects, 0),
  bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
})

/**
 * The first object after `start` or a collection may go unseen, into memory that was handed out before, and code makes some for itself: up
 * to 17 were seen. The 300 that are garbage are far above that.
 */
function expectAbout(figures: Pick<Figures, 'objects' | 'bytes'> | undefined, objects: number): void {
  expect(figures?.objects).toBeGreaterThanOrEqual(objects - 2)
  expect(figures?.objects).toBeLessThan(objects + 50)
  expect(figures?.bytes).toBeGreaterThanOrEqual(32 * (objects - 2))
}

describe.shuffle.each(Object.entries(sources))('%s', (_, source) => {
  test('what is alive is counted, what is garbage is not', { repeats: 3 }, () => {
    let kept: unknown
    const tree = recorded(source, () => {
      kept = makeItems(500)
      makeItems(300)
    })
    expectAbout(totalOf(figuresOf(tree, 'makeItems')), 500)
    expect(kept).toBeInstanceOf(Item)
  })

  test('what is let go of is gone at the next reading', () => {
    let kept: unknown
    collectGarbage()
    makeItems(10)
    source.start(1, 8)
    try {
      kept = makeItems(500)
      collectGarbage()
      expectAbout(totalOf(figuresOf(source.read(), 'makeItems')), 500)
      expect(kept).toBeInstanceOf(Item)
      kept = undefined
      collectGarbage()
      expect(figuresOf(source.read(), 'makeItems')).toEqual([])
    } finally {
      source.stop()
    }
  })

  test('stacks are leaf first, and at the least as deep as asked for', () => {
    let kept: unknown
    const outer = (): void => {
      kept = makeItems(10)
    }
    expect(figuresOf(recorded(source, outer, 8), 'makeItems')[0]?.stack.slice(0, 2)).toEqual(['makeItems', 'outer'])
    expect(kept).toBeInstanceOf(Item)
  })

  test('what was before start is not recorded, and each start begins anew', () => {
    const before = makeItems(10)
    const tree = recorded(source, () => {})
    expect(figuresOf(tree, 'makeItems')).toEqual([])
    let kept: unknown
    recorded(source, () => {
      kept = makeItems(10)
    })
    expect(
      figuresOf(
        recorded(source, () => {}),
        'makeItems',
      ),
    ).toEqual([])
    expect([before, kept]).toHaveLength(2)
  })

  test('cannot be read when it does not run', () => {
    expect(() => source.read()).toThrow()
    source.start(1, 8)
    source.stop()
    expect(() => source.read()).toThrow()
  })
})

test('the addon keeps no deeper stacks than asked for, which saves time', () => {
  let kept: unknown
  const body = (): void => {
    kept = makeItems(10)
  }
  const source = addonSource(addon)
  expect(figuresOf(recorded(source, body, 1), 'makeItems')[0]?.stack).toEqual(['makeItems', '(root)'])
  expect(figuresOf(recorded(source, body, 2), 'makeItems')[0]?.stack).toEqual(['makeItems', 'body', '(root)'])
  expect(kept).toBeInstanceOf(Item)
})

test('both say the same of the same code', REAL, () => {
  let kept: unknown
  const body = (): void => {
    kept = makeItems(100)
  }
  const [a, b] = Object.values(sources).map((source) => figuresOf(recorded(source, body), 'makeItems')[0])
  // Not every Node limits the inspector's stacks.
  const place = (figures: Figures | undefined) => [
    figures?.line,
    figures?.column,
    ...(figures?.stack.slice(0, 4) ?? []),
  ]
  expect(place(a)).toEqual(place(b))
  for (const figures of [a, b]) expectAbout(figures, 100)
  expect(kept).toBeInstanceOf(Item)
})

test('the inspector is always exact, whatever interval it is asked for', () => {
  expect([sources.addon?.exactOnly, sources.inspector?.exactOnly]).toEqual([false, true])
})

describe('a measurement by the inspector', REAL, () => {
  test('has the same verdicts and figures', async () => {
    vi.stubEnv('VITEST_LEAK_HEAP_SOURCE', 'inspector')
    vi.resetModules()
    try {
      const { openHeapSource } = await import('../../src/heap/open-source.ts')
      const { growthOf, retainedOf } = await import('../measure/measured.ts')
      expect(openHeapSource().name).toBe('node:inspector')

      let head: Item | undefined
      const keep = (): void => {
        head = new Item(head)
      }
      expect(growthOf(keep, { maxCalls: 512, samplingInterval: 1024 })).toMatchObject({
        verdict: 'leak',
        sites: [{ frame: { functionName: 'keep' }, objectsPerCall: 1, bytesPerCall: 32 }],
      })
      expect(head).toBeInstanceOf(Item)
      expect(growthOf(() => new Item(undefined)).verdict).toBe('clean')

      let items: unknown
      const body = (): void => {
        items = makeItems(100)
      }
      expect(retainedOf(body, { warmup: 1 })).toMatchObject({ objects: 100, bytes: 3200 })
      expect(items).toBeInstanceOf(Item)
    } finally {
      vi.unstubAllEnvs()
      vi.resetModules()
    }
  })
})
