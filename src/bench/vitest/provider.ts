import { nowMs } from '../../clock.ts'
import type { AllocationFigures } from '../measure-task.ts'
import { measureTimed } from './measure-timed.ts'
import { recordOn, type Test } from './recorded.ts'
import { type FnOptions, type Task, tinybench } from './tinybench.ts'

type Hook = (...args: unknown[]) => unknown

interface Registration {
  readonly name: string
  readonly fn: () => unknown
  readonly fnOpts?: FnOptions | undefined
}

interface Group {
  readonly test: Test & { readonly fullTestName: string; readonly context: { readonly signal: AbortSignal } }
  readonly config: { readonly retainSamples: boolean }
  readonly registrations: readonly Registration[]
  readonly options?: { readonly setup?: Hook; readonly teardown?: Hook } | undefined
}

/** Vitest 5: times as Vitest's own provider does, and then adds to each result what the benchmark allocates. */
export default { run }

async function run({ test, config, registrations, options }: Group): Promise<object[]> {
  const { Bench } = await tinybench()
  const { signal } = test.context
  const { retainSamples } = config
  const bench = new Bench({ signal, name: test.fullTestName, retainSamples, ...options, now: nowMs })
  for (const { name, fn, fnOpts } of registrations) bench.add(name, fn, fnOpts)
  await bench.run()
  throwErrors(bench.tasks)

  const measured = new Map<string, AllocationFigures>()
  for (const registration of registrations) {
    const task = bench.getTask(registration.name)
    if (!task || signal.aborted) continue
    const figures = await measure(registration, task, options)
    if (figures) measured.set(registration.name, figures)
  }
  recordOn(test, measured)
  return bench.tasks.map((task) => ({ ...task.result, name: task.name, ...measured.get(task.name) }))
}

/** What Vitest's own provider throws. */
function throwErrors(tasks: readonly Task[]): void {
  const errors = tasks.flatMap(({ result }) => (result.state === 'errored' ? [result.error] : []))
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw new AggregateError(errors, 'Some benchmarks failed')
  const unfinished = tasks.find(({ result }) => result.state !== 'completed')
  if (unfinished) throw new Error(`task "${unfinished.name}" did not complete: received "${unfinished.result.state}"`)
}

function measure(
  { name, fn, fnOpts = {} }: Registration,
  task: Task,
  { setup, teardown }: NonNullable<Group['options']> = {},
): Promise<AllocationFigures | undefined> {
  const call = (hook: Hook | undefined) => () => hook?.call(task, 'run')
  const { beforeAll, afterAll, beforeEach, afterEach } = fnOpts
  return measureTimed({
    name,
    fn: fn.bind(task),
    before: [() => setup?.(task, 'run'), call(beforeAll)],
    after: [call(afterAll), () => teardown?.(task, 'run')],
    each: { beforeEach: beforeEach && call(beforeEach), afterEach: afterEach && call(afterEach) },
  })
}
