import { describe, expect, test } from 'vitest'
import { growing } from '../../src/judge/growth.ts'
import type { Reading } from '../../src/judge/series.ts'
import type { Live } from '../../src/judge/sites.ts'
import { isGrowingTable } from '../../src/judge/tables.ts'
import type { Origin } from '../../src/profile/origin.ts'
import { arrayBytes, siteOf } from './readings.ts'

type Course = (calls: number) => Partial<Live>
type Checkpoints = readonly number[]

const upTo = (last: number): Checkpoints => [last / 8, last / 4, last / 2, last]

/** Readings of a site, and of another beside it. */
const readingsOf = (checkpoints: Checkpoints, origin: Origin, course: Course, beside: Course): Reading[] => {
  const [site, other] = [siteOf('push', origin), siteOf('other')]
  const live = (at: Course, calls: number): Live => ({ objects: 1, bytes: 0, ...at(calls) })
  return checkpoints.map((calls) => ({
    calls,
    sites: new Map([
      [site, live(course, calls)],
      [other, live(beside, calls)],
    ]),
    arrayBuffersBytes: 0,
    externalBytes: 0,
  }))
}

function isLeak(checkpoints: Checkpoints, origin: Origin, course: Course, beside: Course = () => ({})): boolean {
  const readings = readingsOf(checkpoints, origin, course, beside)
  const trends = growing(readings).filter(({ sustained }) => sustained)
  expect(trends).not.toEqual([])
  return trends.some((trend) => isGrowingTable(trend, readings))
}

/** As undici's queue of requests, two a call, which lets go of the first when it has 256. */
const queue: Course = (calls) => ({ bytes: arrayBytes(Math.min(2 * calls, 256)) })
const numbers: Course = (calls) => ({ bytes: arrayBytes(2 * calls) })
const byNode =
  (course: Course): Course =>
  (calls) => ({ ...course(calls), nodeBytes: course(calls).bytes ?? 0 })

describe('a table of code that is not the project’s may have a bound', () => {
  test.for<[string, Checkpoints, Origin, Course, boolean]>([
    ['of a builtin, after 128 calls', upTo(128), 'builtin', queue, false],
    ['of a dependency, after 128 calls', upTo(128), 'dependency', queue, false],
    ['of Node, on the project’s behalf', upTo(128), 'project', byNode(queue), false],
    ['of the project itself', upTo(128), 'project', numbers, true],
    ['of a dependency, after 512 calls', upTo(512), 'dependency', numbers, true],
    ['of Node, after 512 calls', upTo(512), 'project', byNode(numbers), true],
    ['of a dependency, and large', upTo(128), 'dependency', (calls) => ({ bytes: 1024 * calls }), true],
  ])('%s', ([, checkpoints, origin, course, verdict]) => {
    expect(isLeak(checkpoints, origin, course)).toBe(verdict)
  })
})

test('a table that is made anew at another site has not grown', () => {
  const moved: Course = (calls) => ({ bytes: 20_000 - (numbers(calls).bytes ?? 0) })
  expect(isLeak(upTo(512), 'project', numbers, moved)).toBe(false)
  expect(isLeak(upTo(512), 'project', numbers, () => ({ bytes: 20_000 }))).toBe(true)
})

test('objects and memory off the heap are no tables', () => {
  const readings = readingsOf(
    upTo(64),
    'dependency',
    (calls) => ({ objects: calls }),
    (calls) => ({ objects: -calls }),
  )
  const [trend] = growing(readings)
  expect(trend && isGrowingTable(trend, readings)).toBe(true)
  expect(isGrowingTable({ figure: 'off-heap', perCall: 1000, sustained: true }, readings)).toBe(true)
})
