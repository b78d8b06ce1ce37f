import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ExplainRequest, explainLeak } from '../../src/explain/explain-leak.ts'
import type { Explanation, SiteExplanation } from '../../src/explain/explanation.ts'
import { fileSource } from '../../src/explain/snapshot/file-source.ts'
import { readSnapshot } from '../../src/explain/snapshot/read-snapshot.ts'
import { openAllocationTracking } from '../../src/heap/allocation-tracking.ts'
import { openInspector } from '../../src/heap/inspector-session.ts'
import { isHeapProfilerInUse } from '../../src/heap/open-source.ts'
import type { Body } from '../../src/measure/body.ts'
import type { GrowthResult } from '../../src/measure/growth-result.ts'
import { growthLaterOf, growthOf, REAL } from '../measure/measured.ts'
import { holderText } from './recorded.ts'

/** A folder of its own for temporary files: what is left in there is ours. */
let temporary = ''
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'explain-'))
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) vi.stubEnv(name, temporary)
})

// Whatever a test does, nothing of it may be left.
afterEach(() => {
  expect(readdirSync(temporary)).toEqual([])
  expect(isHeapProfilerInUse()).toBe(false)
  vi.unstubAllEnvs()
  rmSync(temporary, { recursive: true })
})

/** Whether V8 goes on recording who makes what. */
function isTracked(): boolean {
  const kept: object[] = []
  const makeAfterwards = (): void => {
    for (let id = 0; id < 8; id++) kept.push({ id })
  }
  makeAfterwards()
  const writer = openAllocationTracking()
  const source = fileSource(writer.writeSnapshot())
  try {
    return readSnapshot(source).traces.functions.some(({ functionName }) => functionName === 'makeAfterwards')
  } finally {
    source.close()
    writer.close()
    kept.length = 0
  }
}

/** As the matcher asks, of what it has measured. */
const requestFor = (body: Body, growth: GrowthResult, more: Partial<ExplainRequest> = {}): ExplainRequest => ({
  body,
  sites: growth.sites.map((site) => ({ ...site, isTable: site.kind === 'bytes' })),
  keptBytesPerCall: growth.sites.reduce((sum, { bytesPerCall }) => sum + bytesPerCall, growth.offHeapBytesPerCall),
  callsBefore: growth.totalCalls,
  // So much that no number of calls depends on how busy the machine is.
  timeMs: 20_000,
  maxHeapBytes: Infinity,
  isAsynchronous: false,
  ...more,
})

/** Of a synchronous body. */
function explained(request: ExplainRequest): Explanation {
  const explanation = explainLeak(request)
  if (explanation instanceof Promise) throw new Error('the explanation is a promise')
  return explanation
}

function sitesOf(explanation: Explanation): readonly SiteExplanation[] {
  if ('reason' in explanation) throw new Error(`nothing was explained: ${explanation.reason}`)
  return explanation.sites
}

function siteOf(explanation: Explanation, functionName: string): SiteExplanation {
  const site = sitesOf(explanation).find(({ frame }) => frame.functionName === functionName)
  if (!site) throw new Error(`no site ${functionName}`)
  return site
}

const holdersOf = (explanation: Explanation, functionName: string): string[] =>
  siteOf(explanation, functionName).holders.map(holderText)

/** 48 bytes: one object each. */
class Visit {
  readonly id: number
  readonly next: Visit | undefined
  constructor(id: number, next: Visit | undefined) {
    this.id = id
    this.next = next
  }
}

const visits: Visit[] = []
function recordVisit(): void {
  visits.push(new Visit(visits.length, undefined))
}

const byDay = new Map<number, { id: number; buffer: Uint8Array }>()
function recordDay(): void {
  const id = byDay.size
  byDay.set(id, { id, buffer: new Uint8Array(10_000) })
}

const numbers: number[] = []
function countUp(): void {
  numbers.push(1, 2)
}

afterEach(() => {
  visits.length = 0
  byDay.clear()
  numbers.length = 0
})

const SMALL = { maxCalls: 512 }

describe('what a body leaks is found', REAL, () => {
  test('the objects, the line that makes them and who holds them', () => {
    const explanation = explained(requestFor(recordVisit, growthOf(recordVisit, SMALL)))
    const { kinds, holders, candidates, frame } = siteOf(explanation, 'recordVisit')
    expect(explanation).toMatchObject({ calls: 64 })
    expect(kinds[0]).toMatchObject({ className: 'Visit', objectsPerCall: 1, offHeapBytesPerCall: 0 })
    expect(kinds[0]?.bytesPerCall).toBeGreaterThan(0)
    expect(holders.map(holderText)).toEqual([
      expect.stringMatching(/^▶ visits in .*explain-leak\.test\.ts \(Array\) › /),
    ])
    expect(holders.map(holderText)[0]).toMatch(/› \[i\] › Visit {4}64 of 64$/)
    // `new Visit` is on the line below the one where its function starts.
    expect(candidates.filter(({ classNames }) => classNames.includes('Visit'))).toEqual([
      expect.objectContaining({ line: frame.line + 1, isOnly: true }),
    ])
  })

  test('memory off the heap, on the account of its owner', () => {
    const explanation = explained(requestFor(recordDay, growthOf(recordDay, SMALL)))
    expect(siteOf(explanation, 'recordDay').offHeapBytesPerCall).toBe(10_000)
    expect(holdersOf(explanation, 'recordDay')).toEqual([
      expect.stringMatching(/^▶ byDay in .*\(Map\) › value › Object\.buffer › Uint8Array {4}64 of 64$/),
    ])
  })

  test('of an asynchronous body, whose assertion waits', async () => {
    const visit = async (): Promise<void> => {
      await delay(0)
      recordVisit()
    }
    const growth = await growthLaterOf(visit, SMALL)
    const explanation = explainLeak(requestFor(visit, growth, { isAsynchronous: true }))
    expect(explanation).toBeInstanceOf(Promise)
    expect(holdersOf(await explanation, 'recordVisit')).toEqual([
      expect.stringMatching(/^▶ visits in .* › \[i\] › Visit {4}64 of 64$/),
    ])
  })

  test('of a synchronous body with work for later, through the event loop', async () => {
    const growth = growthOf(recordVisit, SMALL)
    const later = (): void => void setImmediate(recordVisit)
    const explanation = await explainLeak(requestFor(later, growth, { isAsynchronous: true }))
    expect(holdersOf(explanation, 'recordVisit')).toEqual([expect.stringMatching(/› \[i\] › Visit {4}64 of 64$/)])
  })

  test('a table that grows: which one, with more than the calls before', () => {
    const growth = growthOf(countUp)
    const callsBefore = numbers.length / 2
    const explanation = explained(requestFor(countUp, growth, { callsBefore }))
    expect(explanation).toMatchObject({ calls: numbers.length / 2 - callsBefore })
    expect(numbers.length / 2 - callsBefore).toBeGreaterThan(callsBefore)
    const { holders, candidates, frame } = siteOf(explanation, 'countUp')
    expect(holders.map(holderText)).toEqual([expect.stringMatching(/^▶ numbers in .*\(Array\) {4}1 of 1$/)])
    expect(holders[0]?.isTable).toBe(true)
    expect(candidates).toEqual([
      { line: frame.line + 1, column: expect.any(Number), classNames: ['it grows'], isOnly: true },
    ])
  })

  test('settle is called, and what it lets go of is not kept', () => {
    const growth = growthOf(recordVisit, SMALL)
    let settled = 0
    const settle = (): void => {
      settled++
      visits.length = 0
    }
    const explanation = explained(requestFor(recordVisit, growth, { settle }))
    expect(settled).toBeGreaterThanOrEqual(2)
    expect(explanation).toEqual({ reason: expect.stringMatching(/ have made nothing at these sites that was kept$/) })
  })
})

describe('what has been let go of by then', REAL, () => {
  test('is a reason, which says how many calls were made', () => {
    let isLeaking = true
    const visitOnce = (): void => {
      recordVisit()
      if (!isLeaking) visits.length = 0
    }
    const growth = growthOf(visitOnce, SMALL)
    isLeaking = false
    visits.length = 0
    expect(explained(requestFor(visitOnce, growth))).toEqual({
      reason: '64 more calls have made nothing at these sites that was kept',
    })
  })

  test('a table with room to spare cannot be told', () => {
    const growth = growthOf(countUp)
    expect(explained(requestFor(() => {}, growth))).toEqual({
      reason: expect.stringMatching(
        /^no table of these sites was enlarged in \d+ more calls, so that nobody can tell which/,
      ),
    })
  })
})

describe('how many calls are made', REAL, () => {
  const made = (body: Body, growth: GrowthResult, more: Partial<ExplainRequest> = {}): number => {
    let calls = 0
    const counted = (): unknown => {
      calls++
      return body()
    }
    const explanation = explained(requestFor(counted, growth, more))
    expect(explanation).toMatchObject({ calls })
    return calls
  }

  test('more for a leak that is rare', () => {
    let call = 0
    const rarely = (): void => {
      if (call++ % 20 === 0) recordVisit()
    }
    const growth = growthOf(rarely)
    expect(growth.verdict).toBe('leak')
    const calls = made(rarely, growth)
    // At a rate of 1 in 20, for 16 objects.
    expect(calls).toBeGreaterThanOrEqual(300)
    expect(calls).toBeLessThanOrEqual(400)
  })

  test('few for a call that keeps much', () => {
    const growth = growthOf(recordVisit, SMALL)
    expect(made(recordVisit, growth, { keptBytesPerCall: 40 * 1024 * 1024 })).toBe(1)
    expect(made(recordVisit, growth, { keptBytesPerCall: 20 * 1024 * 1024 })).toBe(3)
  })

  test('four where there is no time for more', () => {
    expect(made(recordVisit, growthOf(recordVisit, SMALL), { timeMs: 0 })).toBe(4)
  })
})

describe('a body that fails when it is called again', REAL, () => {
  const bodyThatThrows = (error: unknown) => {
    const growth = growthOf(recordVisit, SMALL)
    let isFailing = false
    const body = (): void => {
      if (isFailing) throw error
    }
    isFailing = true
    return { body, growth }
  }

  test.for([
    [
      'the first line of an error’s message',
      new Error('the connection is closed\nby the peer'),
      'the connection is closed',
    ],
    ['a string', 'closed', 'closed'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', 404, '404'],
    ['a symbol', Symbol('closed'), 'Symbol(closed)'],
    ['an object', { code: 404 }, '[object Object]'],
  ] as const)('is a reason: %s', async ([, error, reason]) => {
    const { body, growth } = bodyThatThrows(error)
    const expected = { reason: `calling the body again failed: ${reason}` }
    expect(explained(requestFor(body, growth))).toEqual(expected)
    const later = explainLeak(requestFor(async () => body(), growth, { isAsynchronous: true }))
    await expect(later).resolves.toEqual(expected)
  })

  test('and nothing is left on', () => {
    const { body, growth } = bodyThatThrows(new Error('closed'))
    expect(explained(requestFor(body, growth))).toHaveProperty('reason')
    expect(isTracked()).toBe(false)
  })

  test('so is settle’s error', () => {
    const settle = (): never => {
      throw new Error('the queue is gone')
    }
    expect(explained(requestFor(recordVisit, growthOf(recordVisit, SMALL), { settle }))).toEqual({
      reason: 'calling the body again failed: the queue is gone',
    })
  })
})

test('a heap that is too large is left alone, and both sizes are told', REAL, () => {
  let calls = 0
  const body = (): void => {
    calls++
    recordVisit()
  }
  const growth = growthOf(body, SMALL)
  calls = 0
  expect(explained(requestFor(body, growth, { maxHeapBytes: 1 }))).toEqual({
    reason: expect.stringMatching(
      /^the heap has \d+ MB, and explain\.maxHeap allows a snapshot of 1 MB: raise it, explain: \{ maxHeap: '\d+ MB' \}/,
    ),
  })
  expect(calls).toBe(0)
})

describe('an explanation that is aborted', REAL, () => {
  const reason = new Error('the test ended')

  test('while it calls the body', async () => {
    const growth = growthOf(recordVisit, SMALL)
    const controller = new AbortController()
    let calls = 0
    const body = async (): Promise<void> => {
      if (++calls === 3) controller.abort(reason)
      recordVisit()
    }
    const explanation = explainLeak(
      requestFor(body, growth, { isAsynchronous: true, signal: controller.signal, keptBytesPerCall: 1 }),
    )
    await expect(explanation).rejects.toBe(reason)
    expect(calls).toBe(3)
    expect(isTracked()).toBe(false)
  })

  test('while the body never settles: nothing is left on, and nobody waits for it', async () => {
    const growth = growthOf(recordVisit, SMALL)
    const controller = new AbortController()
    let isCalled = false
    const stuck = (): Promise<never> => {
      isCalled = true
      return new Promise(() => {})
    }
    const { signal } = controller
    const explanation = explainLeak(requestFor(stuck, growth, { isAsynchronous: true, signal }))
    expect(explanation).toBeInstanceOf(Promise)
    while (!isCalled) await delay(1)
    controller.abort(reason)
    expect(isTracked()).toBe(false)
  })
})

describe('a test that is about to time out', REAL, () => {
  const OUT_OF_TIME = { reason: "no time was left for it before the test's timeout: raise that" }

  test('leaves no time at all: the body is not called', async () => {
    const growth = growthOf(recordVisit, SMALL)
    let calls = 0
    const body = async (): Promise<void> => void calls++
    await expect(explainLeak(requestFor(body, growth, { isAsynchronous: true, mostMs: 0 }))).resolves.toEqual(
      OUT_OF_TIME,
    )
    expect(calls).toBe(0)
  })

  test('while the body hangs: what its calls have made until then is explained', async () => {
    const growth = growthOf(recordVisit, SMALL)
    let calls = 0
    const body = (): Promise<void> => {
      if (++calls > 16) return new Promise(() => {})
      recordVisit()
      return Promise.resolve()
    }
    const explanation = await explainLeak(requestFor(body, growth, { isAsynchronous: true, mostMs: 2000 }))
    expect(explanation).toMatchObject({ calls: 17 })
    expect(holdersOf(explanation, 'recordVisit')).toEqual([expect.stringMatching(/› Visit {4}16 of 16$/)])
    expect(isTracked()).toBe(false)
  })
})

// On Node 20 a function then has its script by way of what the debugger knows of it.
test('while V8 takes coverage, paths begin at the same variables', REAL, () => {
  const coverage = openInspector()
  try {
    coverage.send('Profiler.enable')
    coverage.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    const explanation = explained(requestFor(recordVisit, growthOf(recordVisit, SMALL)))
    expect(holdersOf(explanation, 'recordVisit')).toEqual([
      expect.stringMatching(/^▶ visits in .*explain-leak\.test\.ts \(Array\) › \[i\] › Visit {4}64 of 64$/),
    ])
  } finally {
    coverage.send('Profiler.stopPreciseCoverage')
    coverage.close()
  }
})

describe('the snapshot', REAL, () => {
  test('is there when it can be kept, and removed afterwards', () => {
    const kept: { path: string; bytes: number }[] = []
    const keepSnapshot = (path: string): void => void kept.push({ path, bytes: statSync(path).size })
    sitesOf(explained(requestFor(recordVisit, growthOf(recordVisit, SMALL), { keepSnapshot })))
    expect(kept).toHaveLength(1)
    expect(kept[0]?.path.startsWith(temporary)).toBe(true)
    expect(kept[0]?.path).toMatch(/\.heapsnapshot$/)
    expect(kept[0]?.bytes).toBeGreaterThan(1_000_000)
    expect(existsSync(kept[0]?.path ?? '')).toBe(false)
  })

  test('is removed even if nobody can keep it, and that is the reason', () => {
    const keepSnapshot = (): never => {
      throw new Error('the disk is full')
    }
    const growth = growthOf(recordVisit, SMALL)
    expect(explained(requestFor(recordVisit, growth, { keepSnapshot }))).toEqual({ reason: 'the disk is full' })
  })

  test('cannot be written: a reason', () => {
    const growth = growthOf(recordVisit, SMALL)
    for (const name of ['TMPDIR', 'TMP', 'TEMP']) vi.stubEnv(name, join(temporary, 'missing'))
    expect(explained(requestFor(recordVisit, growth))).toEqual({
      reason: expect.stringMatching(/^ENOENT: no such file or directory/),
    })
  })
})

test('what goes on is told, with the share that is read', REAL, () => {
  const told: { what: string; share: number | undefined }[] = []
  const onProgress = (what: string, share?: number): void => void told.push({ what, share })
  sitesOf(explained(requestFor(recordVisit, growthOf(recordVisit, SMALL), { onProgress })))
  expect([...new Set(told.map(({ what }) => what.replace(/\d+ MB/, 'N MB')))]).toEqual([
    'calling the body again, with allocations tracked',
    'taking a snapshot of a heap of N MB',
    'reading the heap snapshot',
    'looking for what holds it',
  ])
  const shares = told.flatMap(({ share }) => (share === undefined ? [] : [share]))
  expect(shares.length).toBeGreaterThan(0)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
})

test('one after the other, they say the same', REAL, () => {
  const texts = Array.from({ length: 2 }, () => {
    const growth = growthOf(recordVisit, SMALL)
    return holdersOf(explained(requestFor(recordVisit, growth)), 'recordVisit')
  })
  expect(texts[1]).toEqual(texts[0])
})
