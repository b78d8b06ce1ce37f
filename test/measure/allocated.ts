import {
  type AllocatedOptions,
  type AllocatedResult,
  measureAllocated,
} from '../../src/measure/allocated/measure-allocated.ts'
import type { Body } from '../../src/measure/body.ts'

/** So much that no figure depends on how busy the machine is: rounds end when they agree. */
const OPTIONS: AllocatedOptions = { budgetMs: 20_000, mayDeoptimise: true }

/** `measureAllocated` of a synchronous body. */
export function allocatedOf(body: Body, options: Partial<AllocatedOptions> = {}): AllocatedResult {
  const result = measureAllocated(body, { ...OPTIONS, ...options })
  if (result instanceof Promise) throw new Error('the measurement returned a promise')
  return result
}

/** `measureAllocated` of an asynchronous body. */
export async function allocatedLaterOf(body: Body, options: Partial<AllocatedOptions> = {}): Promise<AllocatedResult> {
  const result = measureAllocated(body, { ...OPTIONS, ...options })
  if (!(result instanceof Promise)) throw new Error('the measurement was synchronous')
  return result
}

export const figuresOf = ({ heapBytesPerCall, objectsPerCall }: AllocatedResult): [bytes: number, objects: number] => [
  heapBytesPerCall,
  objectsPerCall,
]

/** What is put here is seen by others, so that V8 has to make it. */
export const sink: { it?: unknown } = {}

// 24 bytes and 8 for each field; the same on all versions of Node.

export class Empty {}

export class One {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}

export class Link {
  readonly next: Link | undefined
  readonly id: number
  constructor(next: Link | undefined, id: number) {
    this.next = next
    this.id = id
  }
}

export class Eight {
  readonly a = 1
  readonly b = 2
  readonly c = 3
  readonly d = 4
  readonly e = 5
  readonly f = 6
  readonly g = 7
  readonly h = 8
}

/** Makes so many links, of which only the last one is kept. */
export const links = (count: number) => (): void => {
  for (let id = 0; id < count; id++) sink.it = new Link(undefined, id)
}
