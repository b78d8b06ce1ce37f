import { describe, expect, test } from 'vitest'
import type { Body } from '../../src/measure/body.ts'
import { growthLaterOf, growthOf, REAL, siteNamed } from './measured.ts'

/** One object, of 24 B. */
class Cell {
  readonly next: Cell | undefined
  constructor(next: Cell | undefined) {
    this.next = next
  }
}

let last: object | undefined

function garbage(objects: number): void {
  for (let i = 0; i < objects; i++) last = { at: i }
}

function leaking(objects: number, everyCalls: number): Body {
  let head: Cell | undefined
  let calls = 0
  return function keep() {
    garbage(objects)
    if (calls++ % everyCalls === 0) head = new Cell(head)
  }
}

// How many calls can be recorded depends on how busy the machine is.
describe.shuffle('beside much garbage', { ...REAL, retry: 2 }, () => {
  test.for([100, 1000])('%i objects: one small object in 20 calls is found', (objects) => {
    const result = growthOf(leaking(objects, 20))
    expect(result.verdict).toBe('leak')
    expect(siteNamed(result, 'keep').objectsPerCall).toBeGreaterThan(0.01)
    expect(last).toBeDefined()
  })

  test.for([100, 1000, 10_000])('%i objects: garbage alone is clean', (objects) => {
    expect(growthOf(() => garbage(objects)).verdict).toBe('clean')
  })

  test('what is ignored is no leak, and asked about', () => {
    const asked = new Set<string>()
    const isIgnored = ({ functionName }: { functionName: string }): boolean => {
      asked.add(functionName)
      return functionName === 'keep'
    }
    expect(growthOf(leaking(1000, 1), { isIgnored }).verdict).toBe('clean')
    expect(asked).toContain('keep')
  })

  test('numbers pushed to an array, which grows in steps', () => {
    const kept: number[] = []
    const { verdict } = growthOf(() => {
      garbage(200)
      kept.push(1)
    })
    expect(verdict).toBe('leak')
  })

  test('an asynchronous body', async () => {
    const keep = leaking(1000, 20)
    const { verdict } = await growthLaterOf(async () => {
      await null
      keep()
    })
    expect(verdict).toBe('leak')
  })
})
