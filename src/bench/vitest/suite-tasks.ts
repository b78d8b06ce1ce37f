import { measureTimed } from './measure-timed.ts'

type Hook = (...args: unknown[]) => unknown

/** What this package uses of tinybench's `Task`, 2.9. */
export interface Task extends EventTarget {
  readonly name: string
  readonly fn: () => unknown
  readonly bench: { readonly setup: Hook; teardown: Hook }
  readonly opts: { readonly [name in 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach']?: Hook | undefined }
  /** Frozen. */
  result?: { readonly error?: unknown } | undefined
  run(): Promise<unknown>
  warmup(): Promise<unknown>
}

// biome-ignore lint/suspicious/noExplicitAny: a class to be extended takes any arguments
export type TaskClass = new (...args: any[]) => Task

/**
 * The `Task` for the benchmarks of one suite: Vitest makes all of them, and then times one after the other. They are measured when
 * the last has its time, so that no measurement comes between two that are compared.
 *
 * Until then their `complete` is held back, at which Vitest takes the result.
 */
export function suiteTasks(Base: TaskClass): TaskClass {
  const untimed = new Set<MeasuredTask>()
  const held = new Map<MeasuredTask, Event>()

  class MeasuredTask extends Base {
    #tornDown: Promise<void> | undefined

    // biome-ignore lint/suspicious/noExplicitAny: those of tinybench
    constructor(...args: any[]) {
      super(...args)
      untimed.add(this)
      const { bench } = this
      const teardown = bench.teardown.bind(bench)
      bench.teardown = (...given) => {
        const result = teardown(...given)
        this.#tornDown = settled(result)
        return result
      }
    }

    override dispatchEvent(event: Event): boolean {
      const isToHold = event.type === 'complete' && untimed.has(this) && this.result && !this.result.error
      if (!isToHold) return super.dispatchEvent(event)
      held.set(this, event)
      return true
    }

    override warmup(): Promise<unknown> {
      return orLetGo(super.warmup())
    }

    override async run(): Promise<unknown> {
      await orLetGo(super.run())
      untimed.delete(this)
      if (untimed.size > 0) return this
      for (const [task, event] of held) {
        await task.#measure()
        task.#complete(event)
      }
      return this
    }

    async #measure(): Promise<void> {
      const { bench, opts } = this
      const call = (hook: Hook | undefined) => () => hook?.call(this, 'run')
      await this.#tornDown
      const figures = await measureTimed({
        name: this.name,
        fn: this.fn.bind(this),
        before: [() => bench.setup(this, 'run'), call(opts.beforeAll)],
        after: [call(opts.afterAll), () => bench.teardown(this, 'run')],
        each: {
          beforeEach: opts.beforeEach && call(opts.beforeEach),
          afterEach: opts.afterEach && call(opts.afterEach),
        },
      })
      if (figures) this.result = Object.freeze({ ...this.result, ...figures })
    }

    #complete(event: Event): void {
      held.delete(this)
      super.dispatchEvent(event)
    }

    static letGo(): void {
      untimed.clear()
      for (const [task, event] of held) task.#complete(event)
    }
  }

  /** With `throws`, a benchmark that fails ends the suite. */
  const orLetGo = async (work: Promise<unknown>): Promise<unknown> => {
    try {
      return await work
    } catch (error) {
      MeasuredTask.letGo()
      throw error
    }
  }
  return MeasuredTask
}

/** tinybench 2.9 does not wait for a teardown. One that is rejected stays an unhandled rejection, which Vitest reports. */
function settled(result: unknown): Promise<void> | undefined {
  if (!(result instanceof Object) || !('then' in result) || typeof result.then !== 'function') return undefined
  const promise = result as PromiseLike<unknown>
  return new Promise((resolve) => {
    promise.then(
      () => resolve(),
      (error: unknown) => {
        resolve()
        throw error
      },
    )
  })
}
