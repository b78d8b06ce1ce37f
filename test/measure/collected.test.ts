import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { MeasurementError } from '../../src/measure/errors.ts'
import {
  type CollectedOptions,
  type CollectedResult,
  measureCollected,
  measureTarget,
} from '../../src/measure/measure-collected.ts'
import { caughtFrom } from './failing.ts'
import { REAL } from './measured.ts'

class Session {
  readonly user = 'ada'
}

/** Of a factory that is synchronous to the end. */
function collectedOf(factory: () => unknown, options: CollectedOptions = {}): CollectedResult {
  const result = measureCollected(factory, options)
  if (!(result instanceof Promise)) return result
  result.catch(() => {})
  throw new Error(`the measurement returned a promise: ${result.unawaited}`)
}

/** Of an asynchronous factory. */
async function collectedLaterOf(factory: () => unknown, options: CollectedOptions = {}): Promise<CollectedResult> {
  const result = measureCollected(factory, options)
  if (!(result instanceof Promise)) throw new Error('the measurement was synchronous')
  expect(result.unawaited).toBeUndefined()
  return result
}

// One after the other, with whatever the ones before have left on the stack.
describe.shuffle('an object that nobody holds is collected', REAL, () => {
  test.for([
    ['of a class', () => new Session(), 'Session'],
    ['a plain one', () => ({ id: 1 }), 'Object'],
    ['an array', () => [1, 2, 3], 'Array'],
    ['a Map', () => new Map([[1, 2]]), 'Map'],
    ['a Uint8Array', () => new Uint8Array(1000), 'Uint8Array'],
    ['a function', () => Object.assign(() => {}, { id: 1 }), 'function'],
    [
      'a class',
      () => {
        const counter = { made: 0 }
        return class {
          readonly id = counter.made++
        }
      },
      'function',
    ],
    ['one without a prototype', () => Object.assign(Object.create(null), { id: 1 }), 'Object'],
    ['one of a class without a name', () => new (class {})(), 'Object'],
    [
      'one whose constructor throws at whoever asks',
      () =>
        Object.defineProperty({}, 'constructor', {
          get() {
            throw new Error('hostile')
          },
        }),
      'Object',
    ],
    ['one whose constructor is no function', () => ({ constructor: 'text' }), 'Object'],
    ['one whose constructor has a name that is none', () => ({ constructor: { name: 'Fake' } }), 'Object'],
    [
      // Whoever asks a promise whether it is one asks for `then`.
      'a Proxy that refuses everything but to have no `then`',
      () => {
        const refuse = (): never => {
          throw new Error('hostile')
        }
        const get = (_: object, name: string | symbol): undefined => (name === 'then' ? undefined : refuse())
        return new Proxy({}, { get, has: refuse, getPrototypeOf: refuse, ownKeys: refuse })
      },
      'Object',
    ],
    ['a frozen one', () => Object.freeze({ id: 1 }), 'Object'],
    ['a cycle', () => cycle(), 'Object'],
  ] as const)('%s', ([, factory, className]) => {
    let calls = 0
    const result = collectedOf(() => {
      calls++
      return factory()
    })
    expect(result).toMatchObject({ isCollected: true, className })
    expect(result.ref.deref()).toBeUndefined()
    expect(result.collections).toBeGreaterThanOrEqual(2)
    expect(calls).toBe(1)
  })

  test('what an asynchronous factory resolves to', async () => {
    let calls = 0
    const factory = async (): Promise<Session> => {
      calls++
      await new Promise((resolve) => setTimeout(resolve, 1))
      return new Session()
    }
    expect(await collectedLaterOf(factory)).toMatchObject({ isCollected: true, className: 'Session' })
    expect(calls).toBe(1)
  })

  test('what is held for some milliseconds only, by an asynchronous factory', async () => {
    const factory = async (): Promise<Session> => {
      const session = new Session()
      setTimeout(() => void session.user, 15)
      return session
    }
    expect(await collectedLaterOf(factory)).toMatchObject({ isCollected: true })
  })

  test('a thenable’s, which is no promise', async () => {
    // biome-ignore lint/suspicious/noThenProperty: it is what is tested
    const factory = () => ({ then: (resolve: (session: Session) => void) => resolve(new Session()) })
    expect(await collectedLaterOf(factory)).toMatchObject({ isCollected: true, className: 'Session' })
  })
})

function cycle(): object {
  const one: { other?: object } = {}
  one.other = { one }
  return one
}

describe.shuffle('an object that somebody holds is not', REAL, () => {
  test('in a variable', () => {
    const made: Session[] = []
    const result = collectedOf(() => {
      made.push(new Session())
      return made.at(-1)
    })
    expect(result).toMatchObject({ isCollected: false, className: 'Session', collections: 6 })
    // Its second call was to see whether it leaves work for later.
    expect(result.ref.deref()).toBe(made[0])
  })

  test('by an asynchronous factory', async () => {
    const sessions = new Map<number, Session>()
    const result = await collectedLaterOf(async () => {
      const session = new Session()
      sessions.set(1, session)
      return session
    })
    expect(result).toMatchObject({ isCollected: false, className: 'Session', collections: 6 })
    expect(result.ref.deref()).toBe(sessions.get(1))
  })

  test('by a timer that is to fire in an hour, which is no work for later', () => {
    let timer: NodeJS.Timeout | undefined
    const factory = (): Session => {
      const session = new Session()
      timer = setTimeout(() => void session.user, 3_600_000)
      return session
    }
    expect(collectedOf(factory)).toMatchObject({ isCollected: false })
    clearTimeout(timer)
  })
})

describe('settle', REAL, () => {
  test('lets go before the collections', () => {
    const sessions = new Set<Session>()
    const factory = (): Session => {
      const session = new Session()
      sessions.add(session)
      return session
    }
    expect(collectedOf(factory)).toMatchObject({ isCollected: false })
    expect(collectedOf(factory, { settle: () => sessions.clear() })).toMatchObject({ isCollected: true })
  })

  test('is awaited for an asynchronous factory, and refused for another', async () => {
    const sessions = new Set<Session>()
    const factory = (): Session => {
      const session = new Session()
      sessions.add(session)
      return session
    }
    const settle = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      sessions.clear()
    }
    expect(await collectedLaterOf(async () => factory(), { settle })).toMatchObject({ isCollected: true })
    expect(() => collectedOf(factory, { settle })).toThrow(
      'option "settle" returned a promise, but the body is synchronous: make the body async and await the assertion',
    )
  })
})

describe('what a factory throws comes out as it is', () => {
  test.for([[new Error('own')], ['text'], [undefined], [null]] as const)('%s', async ([thrown]) => {
    const fail = (): never => {
      throw thrown
    }
    expect(caughtFrom(() => measureCollected(fail, {}))).toBe(thrown)
    await expect(collectedLaterOf(async () => fail())).rejects.toBe(thrown)
  })
})

describe('what is no object', () => {
  const anyway = [
    ['undefined', undefined],
    ['null', null],
    ['5', 5],
    ['NaN', Number.NaN],
    ["'text'", 'text'],
    ['true', true],
    ['10n', 10n],
    ['Symbol(mine)', Symbol('mine')],
    ['Symbol(registered)', Symbol.for('registered')],
  ] as const

  test.for(anyway)('%s is refused', async ([shown, value]) => {
    const message = `the factory returned ${shown}, and only objects can be collected: return the object to look for`
    const thrown = caughtFrom(() => measureCollected(() => value, {}))
    expect(thrown).toBeInstanceOf(MeasurementError)
    expect(thrown).toMatchObject({ message })
    const later = await collectedLaterOf(async () => value).catch((error: unknown) => error)
    expect(later).toBeInstanceOf(MeasurementError)
    expect(later).toMatchObject({ message })
    expect(inspect(value)).toBe(shown)
  })
})

describe('a synchronous factory that leaves work for later', REAL, () => {
  /** Held until the event loop turns. */
  const held = new Set<Session>()
  const later = (): Session => {
    const session = new Session()
    held.add(session)
    setImmediate(() => held.delete(session))
    return session
  }

  test('gives a promise, and what to tell whoever does not await it', async () => {
    const result = measureCollected(later, {})
    expect(result).toBeInstanceOf(Promise)
    expect((result as { unawaited?: string }).unawaited).toBe(
      'the factory is synchronous but leaves work for later (Immediate), which may hold its object until then: ' +
        'await the assertion',
    )
    expect(await result).toMatchObject({ isCollected: true, className: 'Session' })
    await vi.waitFor(() => expect(held.size).toBe(0))
  })

  test('of which a promise reaction holds the object', async () => {
    const factory = (): Session => {
      const session = new Session()
      Promise.resolve(session).then(() => session.user)
      return session
    }
    const result = measureCollected(factory, {})
    expect((result as { unawaited?: string }).unawaited).toMatch(/later \(promise reactions\)/)
    expect(await result).toMatchObject({ isCollected: true })
  })

  test('that holds nothing is no reason to wait', () => {
    const factory = (): Session => {
      setImmediate(() => {})
      return new Session()
    }
    expect(collectedOf(factory)).toMatchObject({ isCollected: true })
  })

  test('and an object that is held for good is alive all the same', async () => {
    const sessions: Session[] = []
    const result = await measureCollected(() => {
      const session = new Session()
      sessions.push(session)
      setImmediate(() => {})
      return session
    }, {})
    expect(result).toMatchObject({ isCollected: false })
    expect(sessions[0]).toBe(result.ref.deref())
  })
})

test('an aborted signal rejects with its reason', async () => {
  const reason = new Error('the test ended')
  const signal = AbortSignal.abort(reason)
  await expect(collectedLaterOf(async () => new Session(), { signal })).rejects.toBe(reason)
})

describe('the target of a WeakRef', REAL, () => {
  test('that nobody else holds', () => {
    const ref = new WeakRef<object>(new Session())
    expect(measureTarget(ref, {})).toMatchObject({ isCollected: true, className: 'Session' })
  })

  test('that somebody holds', () => {
    const session = new Session()
    const result = measureTarget(new WeakRef<object>(session), {})
    expect(result).toMatchObject({ isCollected: false, className: 'Session' })
    expect(result.ref.deref()).toBe(session)
  })

  test('that is gone already', () => {
    const ref = new WeakRef<object>(new Session())
    expect(measureTarget(ref, {}).isCollected).toBe(true)
    expect(measureTarget(ref, {})).toMatchObject({ isCollected: true, className: 'Object' })
  })

  test('settle lets go of it', () => {
    const sessions = new Set([new Session()])
    const ref = new WeakRef<object>([...sessions][0] as Session)
    expect(measureTarget(ref, { settle: () => sessions.clear() })).toMatchObject({ isCollected: true })
  })
})
