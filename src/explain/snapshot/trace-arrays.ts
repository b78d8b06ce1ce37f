import { SnapshotError } from './byte-cursor.ts'
import { fieldOf, type Header } from './header.ts'
import type { TraceTree } from './heap-graph.ts'

/** Its names as indices of strings, which come last. */
export interface TraceFunctionIndices {
  readonly name: number
  readonly script: number
  readonly scriptId: number
  readonly line: number
  readonly column: number
}

export function functionIndices({ meta }: Header, rows: Float64Array, start: number): TraceFunctionIndices {
  const at = (field: string): number => rows[start + fieldOf(meta.trace_function_info_fields, field)] as number
  return {
    name: at('name'),
    script: at('script_name'),
    scriptId: at('script_id'),
    line: at('line'),
    column: at('column'),
  }
}

/** A tree is written as `id, function, count, size, [children]`, one child after the other. */
export function traceArrays() {
  const FIELDS = 4
  let parent = new Uint32Array(1024)
  let functionOf = new Uint32Array(1024)
  const parents = [0]
  let field = 0
  let id = 0
  const fits = (length: number): void => {
    if (length <= parent.length) return
    const [oldParent, oldFunction] = [parent, functionOf]
    parent = new Uint32Array(2 * length)
    functionOf = new Uint32Array(2 * length)
    parent.set(oldParent)
    functionOf.set(oldFunction)
  }
  return {
    number(value: number) {
      if (field === 0) {
        // V8 counts up, and whoever follows the parents must come to an end.
        if (value <= (parents.at(-1) as number))
          throw new SnapshotError('the heap snapshot has stacks that go in circles')
        id = value
        fits(id + 1)
        parent[id] = parents.at(-1) as number
      } else if (field === 1) functionOf[id] = value
      field = (field + 1) % FIELDS
    },
    open: () => void parents.push(id),
    close: () => void parents.pop(),
    arrays: (): Omit<TraceTree, 'functions'> => ({ parent, functionOf }),
  }
}
