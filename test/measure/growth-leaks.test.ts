import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { growthOf, REAL } from './measured.ts'

/** Something to plant: what a call keeps, and what lets go of all of it. */
interface Plant {
  keep(): unknown
  release(): unknown
}

/** One object. */
class Cell {
  readonly next: Cell | undefined
  constructor(next: Cell | undefined) {
    this.next = next
  }
}

const plants: Record<string, () => Plant> = {
  'an object of a class'() {
    let head: Cell | undefined
    return {
      keep: () => {
        head = new Cell(head)
      },
      release: () => {
        head = undefined
      },
    }
  },
  'objects pushed to an array'() {
    const kept: object[] = []
    return { keep: () => void kept.push({ id: kept.length }), release: () => kept.splice(0) }
  },
  'numbers pushed to an array'() {
    const kept: number[] = []
    return { keep: () => void kept.push(1, 2), release: () => kept.splice(0) }
  },
  'listeners that are closures'() {
    const emitter = new EventEmitter().setMaxListeners(0)
    const keep = (): void => {
      const payload = { big: true }
      emitter.on('event', () => payload)
    }
    return { keep, release: () => void emitter.removeAllListeners() }
  },
  'one listener, again and again'() {
    const emitter = new EventEmitter().setMaxListeners(0)
    const listener = (): void => {}
    return { keep: () => void emitter.on('event', listener), release: () => void emitter.removeAllListeners() }
  },
  'one listener, again and again, beside work that is done later'() {
    const emitter = new EventEmitter().setMaxListeners(0)
    const listener = (): void => {}
    const keep = (): void => {
      process.nextTick(listener)
      emitter.on('event', listener)
    }
    return { keep, release: () => void emitter.removeAllListeners() }
  },
  'keys of a Map'() {
    const map = new Map<string, number>()
    let id = 0
    return { keep: () => void map.set(`key ${id++} of the map`, id), release: () => map.clear() }
  },
  'properties of an object'() {
    let index: Record<string, object> = {}
    let id = 0
    const keep = (): void => {
      index[`property${id++}`] = { id }
    }
    return {
      keep,
      release: () => {
        index = {}
      },
    }
  },
  'a chain of closures'() {
    let chain = (): number => 0
    const keep = (): void => {
      const before = chain
      chain = () => (before === chain ? 1 : 0)
    }
    return {
      keep,
      release: () => {
        chain = () => 0
      },
    }
  },
  'a string that grows'() {
    const log = { text: '' }
    let id = 0
    return {
      keep: () => {
        log.text += `line ${id++} of the log\n`
      },
      release: () => {
        log.text = ''
      },
    }
  },
  'promises that never settle'() {
    const pending = new Set<Promise<void>>()
    return { keep: () => void pending.add(new Promise(() => {})), release: () => pending.clear() }
  },
  'timers that repeat'() {
    const timers = new Set<NodeJS.Timeout>()
    return {
      keep: () => void timers.add(setInterval(() => {}, 60_000).unref()),
      release: () => {
        for (const timer of timers) clearInterval(timer)
        timers.clear()
      },
    }
  },
}

describe.shuffle('planted, it is found; released at once, it is clean', REAL, () => {
  for (const [name, plant] of Object.entries(plants)) {
    test(name, { repeats: 1 }, () => {
      const { keep, release } = plant()
      const planted = growthOf(keep)
      expect(planted).toMatchObject({ verdict: 'leak', reason: '', samplingIntervalBytes: 1 })
      expect(planted.sites[0]?.frame).toMatchObject({ functionName: 'keep', file: import.meta.filename })
      expect(planted.checkpoints.length).toBeGreaterThanOrEqual(3)
      release()

      const released = growthOf(() => {
        keep()
        release()
      })
      expect(released).toMatchObject({ verdict: 'clean', sites: [] })
    })
  }
})
