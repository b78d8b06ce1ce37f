import { existsSync, statSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { explainObject, type ObjectExplanation, type ObjectRequest } from '../../src/explain/explain-object.ts'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import { REAL } from '../measure/measured.ts'
import { holderText } from './recorded.ts'

class Session {
  readonly user = 'ada'
}

const openSessions = new Map<string, Session>()
const listeners: (() => string)[] = []

afterEach(() => {
  openSessions.clear()
  listeners.length = 0
  expect(isHeapProfilerInUse()).toBe(false)
})

const explained = (ref: WeakRef<object>, more: Partial<ObjectRequest> = {}): ObjectExplanation =>
  explainObject({ ref, maxHeapBytes: Infinity, ...more })

function pathOf(explanation: ObjectExplanation): string {
  if ('reason' in explanation) throw new Error(`nothing was explained: ${explanation.reason}`)
  return explanation.holder ? holderText(explanation.holder) : 'held by nobody'
}

/** In a function of its own, so that no variable of a test has the session. */
function planted(hold: (session: Session) => void): WeakRef<Session> {
  const session = new Session()
  hold(session)
  return new WeakRef(session)
}

// In any order: what one of them has held must not turn up in the path of another.
describe.shuffle('the path to one object', REAL, () => {
  test('in a Map of the module', () => {
    const ref = planted((session) => openSessions.set('ada', session))
    expect(pathOf(explained(ref))).toMatch(
      /^▶ openSessions in .*explain-object\.test\.ts \(Map\) › .*Session {4}1 of 1$/,
    )
  })

  test('in a variable that a closure has captured', () => {
    const ref = planted((session) => listeners.push(() => session.user))
    expect(pathOf(explained(ref))).toMatch(
      /^listeners in .*explain-object\.test\.ts \(Array\) › \[0\] › closure › ▶ variable session › Session {4}1 of 1$/,
    )
  })

  test('in a closure that a timer holds', () => {
    // Of which nobody but Node knows; it does not keep the process alive.
    const ref = planted((session) => void setTimeout(() => session.user, 3_600_000).unref())
    expect(pathOf(explained(ref))).toBe(
      'timers (setTimeout, setInterval) › Timeout._onTimeout › closure › ▶ variable session › Session    1 of 1',
    )
  })

  test('that nobody holds', () => {
    expect(pathOf(explained(planted(() => {})))).toBe('held by nobody')
  })

  test('that a WeakRef and a WeakMap’s key have: these do not hold it', () => {
    const weak = new WeakMap<Session, string>()
    expect(pathOf(explained(planted((session) => weak.set(session, 'ada'))))).toBe('held by nobody')
    expect(weak).toBeInstanceOf(WeakMap)
  })
})

describe('what is asked for it', REAL, () => {
  test('a heap that is too large is left alone', () => {
    const ref = planted((session) => openSessions.set('ada', session))
    expect(explained(ref, { maxHeapBytes: 1 })).toEqual({
      reason: expect.stringMatching(/^the heap has \d+ MB, and explain\.maxHeap allows a snapshot of 1 MB: raise it/),
    })
  })

  test('the snapshot is there when it can be kept, and removed afterwards', () => {
    const ref = planted((session) => openSessions.set('ada', session))
    let kept = { path: '', bytes: 0 }
    const keepSnapshot = (path: string): void => {
      kept = { path, bytes: statSync(path).size }
    }
    expect(pathOf(explained(ref, { keepSnapshot }))).toContain('openSessions')
    expect(kept.bytes).toBeGreaterThan(1_000_000)
    expect(existsSync(kept.path)).toBe(false)
  })

  test('nothing is thrown: that a snapshot cannot be kept is a reason', () => {
    const ref = planted((session) => openSessions.set('ada', session))
    const keepSnapshot = (): never => {
      throw new Error('the disk is full')
    }
    expect(explained(ref, { keepSnapshot })).toEqual({ reason: 'the disk is full' })
  })
})
