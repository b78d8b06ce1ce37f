import { describe, expect, test } from 'vitest'
import { growthOf, REAL, siteNamed } from './measured.ts'

/** One object. */
class Cell {
  readonly next: Cell | undefined
  constructor(next: Cell | undefined) {
    this.next = next
  }
}

describe.shuffle('leaks of other shapes', REAL, () => {
  test('a symbol of the registry', () => {
    let id = 0
    const keep = (): symbol => Symbol.for(`vitest-leak test ${id++}`)
    expect(siteNamed(growthOf(keep, { maxCalls: 1024 }), 'keep').objectsPerCall).toBeGreaterThanOrEqual(1)
  })

  test('one call in ten', { repeats: 1 }, () => {
    let head: Cell | undefined
    let calls = 0
    const keep = (): void => {
      if (calls++ % 10 === 0) head = new Cell(head)
    }
    const result = growthOf(keep)
    expect(siteNamed(result, 'keep').objectsPerCall).toBeCloseTo(0.1, 2)
    expect(head).toBeDefined()
  })

  test('one call in twenty', { repeats: 1 }, () => {
    let head: Cell | undefined
    let calls = 0
    const keep = (): void => {
      if (calls++ % 20 === 0) head = new Cell(head)
    }
    expect(siteNamed(growthOf(keep), 'keep').objectsPerCall).toBeCloseTo(0.05, 2)
    expect(head).toBeDefined()
  })

  test('more at each call than at the last', () => {
    let head: Cell | undefined
    let size = 0
    const keep = (): void => {
      size++
      for (let i = 0; i < size / 8; i++) head = new Cell(head)
    }
    const result = growthOf(keep, { maxCalls: 256 })
    expect(result.verdict).toBe('leak')
    expect(siteNamed(result, 'keep').objectsPerCall).toBeGreaterThan(5)
    expect(head).toBeDefined()
  })
})
