import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { deoptimiseAll, hurryTierUp, waitForCompilers } from '../../src/heap/steady-state.ts'
import { setNumbers } from '../../src/heap/v8-flags.ts'

// What sets flags has its own reference, which no spy on the module's object reaches.
vi.mock('node:v8', async (load) => {
  const v8 = await load<typeof import('node:v8')>()
  return { ...v8, setFlagsFromString: vi.fn(v8.setFlagsFromString) }
})
setFlagsFromString('--allow-natives-syntax')

const MAGLEV_OR_TURBOFAN = (1 << 4) | (1 << 5)
const natives = new Function(`return {
  statusOf: (f) => %GetOptimizationStatus(f),
  neverOptimise: (f) => %NeverOptimizeFunction(f),
  finish: () => %FinalizeOptimization(),
}`)
const { statusOf, neverOptimise, finish } = natives() as {
  statusOf(f: unknown): number
  neverOptimise(f: unknown): void
  finish(): void
}

const MOST_CALLS = 200_000

/** A function that no test has called before, and whether V8 has optimised it. */
function fresh() {
  // Not a small one: budgets are for what is executed.
  const add = new Function('a', 'b', `${'a = (a + b) | 0; '.repeat(50)} return a + ${Math.random()}`) as (
    a: number,
    b: number,
  ) => number
  // If this rose, what it calls would be inlined and rise no more.
  const call = new Function('f', `for (let i = 0; i < 10; i++) f(i, ${Math.random()})`) as (f: unknown) => void
  neverOptimise(call)
  const isOptimised = (): boolean => (statusOf(add) & MAGLEV_OR_TURBOFAN) !== 0
  /** With a wait for the compilers after every ten, so that it does not matter how fast they are. */
  const callsToRise = (): number => {
    let calls = 0
    while (!isOptimised() && calls < MOST_CALLS) {
      call(add)
      calls += 10
      finish()
    }
    return calls
  }
  return { add, isOptimised, callsToRise }
}

describe('optimised code', () => {
  test('comes much sooner in a hurry, and as late as before when that is over', () => {
    const usual = fresh().callsToRise()
    const restore = hurryTierUp()
    let hurried = 0
    try {
      hurried = fresh().callsToRise()
    } finally {
      restore()
    }
    expect(usual).toBeLessThan(MOST_CALLS)
    expect(hurried).toBeGreaterThan(0)
    expect(hurried * 3).toBeLessThan(usual)
    expect(fresh().callsToRise()).toBe(usual)
  })

  test('is thrown away, all of it, and comes again', () => {
    const functions = [fresh(), fresh(), fresh()]
    for (const each of functions) each.callsToRise()
    expect(functions.map(({ isOptimised }) => isOptimised())).toEqual([true, true, true])
    deoptimiseAll()
    for (const { add } of functions) expect(add(1, 2)).toBeGreaterThan(100)
    expect(functions.map(({ isOptimised }) => isOptimised())).toEqual([false, false, false])
    for (const each of functions) expect(each.callsToRise()).toBeGreaterThan(0)
    expect(functions.map(({ isOptimised }) => isOptimised())).toEqual([true, true, true])
  })

  test('can be thrown away when there is none', () => {
    deoptimiseAll()
    expect(deoptimiseAll()).toBeUndefined()
  })
})

describe('flags', () => {
  /** Those that are set meanwhile, without setting them. */
  function flagsSetBy(act: () => void): string[] {
    const set = vi.mocked(setFlagsFromString)
    const reallySet = set.getMockImplementation() as typeof setFlagsFromString
    set.mockClear().mockImplementation(() => {})
    try {
      act()
      return set.mock.calls.map(([flag]) => flag)
    } finally {
      set.mockImplementation(reallySet)
    }
  }

  test('that are numbers are set, and set back to what they are by default', () => {
    let restore = (): void => {}
    const set = flagsSetBy(() => {
      restore = setNumbers({ 'interrupt-budget': [7000, 67_584], 'stack-size': [500, 984] })
    })
    expect(set).toEqual(['--interrupt-budget=7000', '--stack-size=500'])
    expect(flagsSetBy(restore)).toEqual(['--interrupt-budget=67584', '--stack-size=984'])
  })

  test('of a hurry are all set back', () => {
    let restore = (): void => {}
    const set = flagsSetBy(() => {
      restore = hurryTierUp()
    })
    const restored = flagsSetBy(restore)
    const names = (flags: readonly string[]): string[] =>
      flags.map((flag) => flag.replace(/^--(?:no-)?/, '').replace(/=.*/, '')).sort()
    expect(set).toContain('--no-turbo-allocation-folding')
    expect(restored).toContain('--turbo-allocation-folding')
    expect(set.length).toBeGreaterThan(1)
    expect(names(restored)).toEqual(names(set))
    expect(restored.filter((flag) => set.includes(flag))).toEqual([])
  })

  describe('that Node was started with', () => {
    let folder = ''
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'flags-'))
      const source = readFileSync(join(import.meta.dirname, '../../src/heap/v8-flags.ts'), 'utf8')
      const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext } })
      writeFileSync(join(folder, 'v8-flags.mjs'), outputText)
      const main = `
        import { syncBuiltinESMExports } from 'node:module'
        import v8 from 'node:v8'
        import { setNumbers } from './v8-flags.mjs'
        const set = []
        v8.setFlagsFromString = (flag) => set.push(flag)
        syncBuiltinESMExports()
        setNumbers({ 'stack-size': [500, 984], 'stack-trace-limit': [3, 10] })()
        console.log(JSON.stringify(set))`
      writeFileSync(join(folder, 'main.mjs'), main)
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    const flagsSetIn = (options: readonly string[], nodeOptions: string): unknown => {
      const env = { ...process.env, NODE_OPTIONS: nodeOptions }
      return JSON.parse(
        execFileSync(process.execPath, [...options, join(folder, 'main.mjs')], { encoding: 'utf8', env }),
      )
    }
    const SIZE = ['--stack-size=500', '--stack-size=984']
    const LIMIT = ['--stack-trace-limit=3', '--stack-trace-limit=10']

    test.for<[string, string[], string, string[]]>([
      ['none', [], '', ['--stack-size=500', '--stack-trace-limit=3', '--stack-size=984', '--stack-trace-limit=10']],
      ['on the command line', ['--stack-size=900'], '', LIMIT],
      ['with underscores', ['--stack_size=900'], '', LIMIT],
      ['in NODE_OPTIONS', [], '--stack-trace-limit=50', SIZE],
      ['in both', ['--stack-size=900'], '--stack-trace-limit=50', []],
    ])('are left alone: %s', { timeout: 30_000 }, ([, options, nodeOptions, expected]) => {
      expect(flagsSetIn(options, nodeOptions)).toEqual(expected)
    })
  })
})

describe('waiting for the compilers', () => {
  test('ends, and does not let the event loop turn', async () => {
    let turned = false
    const turn = new Promise<void>((resolve) =>
      setImmediate(() => {
        turned = true
        resolve()
      }),
    )
    waitForCompilers()
    expect(turned).toBe(false)
    await turn
  })

  test('ends although some thread is always busy', { timeout: 30_000 }, async () => {
    const busy = new Worker('require("node:worker_threads").parentPort.postMessage("started"); for (;;);', {
      eval: true,
    })
    try {
      await new Promise((resolve) => busy.once('message', resolve))
      expect(waitForCompilers()).toBeUndefined()
    } finally {
      await busy.terminate()
    }
  })
})
