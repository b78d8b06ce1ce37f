import { describe, expect, test } from 'vitest'
import { growthLaterOf, growthOf, REAL, siteNamed } from './measured.ts'

/** An object of 32 bytes, made before its constructor is on the stack: on the account of the caller. A literal would be of more until it is optimised, for V8's memento of where it was made. */
class Cell {
  readonly next: Cell | undefined
  constructor(next: Cell | undefined) {
    this.next = next
  }
}

/** Of 40. */
class Pair {
  readonly left: Cell | undefined
  readonly right: Pair | undefined
  constructor(left: Cell | undefined, right: Pair | undefined) {
    this.left = left
    this.right = right
  }
}

describe.shuffle('figures are exact', REAL, () => {
  test('one object a call', { repeats: 2 }, () => {
    let head: Cell | undefined
    const keep = (): void => {
      head = new Cell(head)
    }
    const result = growthOf(keep, { maxCalls: 1024 })
    expect(result.sites).toEqual([
      {
        frame: expect.objectContaining({ functionName: 'keep' }),
        objectsPerCall: 1,
        bytesPerCall: 32,
        kind: 'objects',
      },
    ])
    expect(head).toBeDefined()
  })

  test('objects of two sizes, at two sites', { repeats: 2 }, () => {
    let cells: Cell | undefined
    let pairs: Pair | undefined
    const keepCell = (): void => {
      cells = new Cell(cells)
    }
    const keepPair = (): void => {
      pairs = new Pair(new Cell(undefined), pairs)
    }
    const result = growthOf(
      () => {
        keepCell()
        keepPair()
      },
      { maxCalls: 1024 },
    )
    expect(result.sites).toHaveLength(2)
    expect(siteNamed(result, 'keepCell')).toMatchObject({ objectsPerCall: 1, bytesPerCall: 32 })
    expect(siteNamed(result, 'keepPair')).toMatchObject({ objectsPerCall: 2, bytesPerCall: 72 })
    expect([cells, pairs]).not.toContain(undefined)
  })

  test('checkpoints double, and each has what the calls before it kept', () => {
    let head: Cell | undefined
    const { checkpoints, calls, baseCalls } = growthOf(
      () => {
        head = new Cell(head)
      },
      { maxCalls: 1024 },
    )
    expect(checkpoints.map((checkpoint) => checkpoint.calls)).toEqual([64, 128, 256, 512, 1024])
    expect(checkpoints.map(({ objects, bytes }) => [objects, bytes])).toEqual(
      checkpoints.map((checkpoint) => [checkpoint.calls, 32 * checkpoint.calls]),
    )
    expect([baseCalls, calls]).toEqual([64, 1024])
    expect(head).toBeDefined()
  })

  test('in an asynchronous body too', async () => {
    let head: Cell | undefined
    const keep = (): void => {
      head = new Cell(head)
    }
    const result = await growthLaterOf(
      async () => {
        await null
        keep()
      },
      { maxCalls: 1024 },
    )
    expect(siteNamed(result, 'keep')).toMatchObject({ objectsPerCall: 1, bytesPerCall: 32 })
    expect(result.sites).toHaveLength(1)
    expect(head).toBeDefined()
  })
})
