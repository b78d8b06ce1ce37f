import { type AllocationFigures, measureTask } from './measure-task.ts'
import { addedColumns } from './table-columns.ts'

type Hook = (this: unknown, mode: 'run') => unknown

interface TaskOptions {
  readonly beforeAll?: Hook | undefined
  readonly beforeEach?: Hook | undefined
  readonly afterEach?: Hook | undefined
  readonly afterAll?: Hook | undefined
}

interface TaskLike {
  readonly name: string
  /** tinybench 2.9.0; private in 6. */
  readonly fn?: () => unknown
  readonly opts?: TaskOptions
  result?: object | undefined
}

type Row = Record<string, string | number | undefined> | null

/** What this package uses of a tinybench `Bench`, 2.9.0 or 6. */
interface BenchLike {
  add(name: string, fn: () => unknown, options?: never): unknown
  run(): Promise<unknown>
  table(convert?: never): Row[]
  readonly tasks: readonly TaskLike[]
  readonly setup: (task: never, mode: 'run') => unknown
  readonly teardown: (task: never, mode: 'run') => unknown
}

interface Added {
  readonly fn: () => unknown
  readonly options: TaskOptions
}

export type Measured = AllocationFigures | { readonly allocationError: string }

const measured = new WeakMap<object, Measured>()

/** The figures of a task, once its bench has run; `undefined` where there are none. */
export function allocationsOf(task: object): AllocationFigures | undefined {
  const found = measured.get(task)
  return found && 'allocSpace' in found ? found : undefined
}

/**
 * Adds to each task of a tinybench `Bench` what one call allocates (B/op, objects/op), what it retains, and where: in `task.result`, in
 * `bench.table()`, and by `allocationsOf(task)`. All tasks are timed first, as if this were not here, and then measured one by one.
 *
 * Hooks are called as they are for the timing, and are not counted. `runSync()` does not measure.
 *
 * @param bench of tinybench 2.9.0 or 6, before any task was added to it
 * @returns the same bench
 * @throws TypeError when it has tasks whose functions cannot be known
 * @example const bench = withAllocations(new Bench()); bench.add('parse', () => parse(text)); await bench.run()
 */
export function withAllocations<Bench extends object>(bench: Bench): Bench {
  const target = bench as unknown as BenchLike
  const unknown = target.tasks.find(({ fn }) => fn === undefined)
  if (unknown) {
    throw new TypeError(
      `withAllocations(bench) cannot see the function of '${unknown.name}', which was added before: call it right after new Bench()`,
    )
  }
  const added = new Map<string, Added>(
    target.tasks.map(({ name, fn, opts }) => [name, { fn: fn ?? (() => {}), options: opts ?? {} }]),
  )
  const { add, run, table } = target
  const methods = {
    add(name: string, fn: () => unknown, options?: TaskOptions) {
      add.call(bench, name, fn, options as never)
      added.set(name, { fn, options: options ?? {} })
      return bench
    },
    async run() {
      const tasks = await run.call(bench)
      for (const task of target.tasks) {
        const known = added.get(task.name)
        if (known && isComplete(task.result)) keep(task, await figuresOf(target, task, known))
      }
      return tasks
    },
    table(convert?: never): Row[] {
      const rows = table.call(bench, convert)
      if (convert !== undefined) return rows
      return rows.map((row, index) => {
        const figures = measured.get(target.tasks[index] ?? {})
        return row && figures ? { ...row, ...addedColumns(figures) } : row
      })
    },
  }
  return Object.assign(bench, methods)
}

/** Neither failed nor aborted, in tinybench 6 or 2.9.0. */
function isComplete(result: { readonly state?: unknown; readonly error?: unknown } | undefined): boolean {
  if (!result) return false
  return result.state === undefined ? result.error === undefined : result.state === 'completed'
}

async function figuresOf(bench: BenchLike, task: TaskLike, { fn, options }: Added): Promise<Measured> {
  const bound = (hook: Hook | undefined) => hook && (() => hook.call(task, 'run'))
  try {
    await bench.setup(task as never, 'run')
    await options.beforeAll?.call(task, 'run')
    try {
      return await measureTask(fn.bind(task), {
        beforeEach: bound(options.beforeEach),
        afterEach: bound(options.afterEach),
      })
    } finally {
      await options.afterAll?.call(task, 'run')
      await bench.teardown(task as never, 'run')
    }
  } catch (error) {
    // The timing is good all the same.
    return { allocationError: error instanceof Error ? error.message : String(error) }
  }
}

function keep(task: TaskLike, figures: Measured): void {
  measured.set(task, figures)
  const inherited = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(task), 'result')
  if (!inherited?.get) {
    // tinybench 2.9.0 freezes it.
    task.result = Object.freeze({ ...task.result, ...figures })
    return
  }
  const { get } = inherited
  Object.defineProperty(task, 'result', {
    configurable: true,
    get() {
      const result = get.call(task) as object
      // Not after `bench.reset()`.
      return isComplete(result) ? { ...result, ...figures } : result
    },
  })
}
