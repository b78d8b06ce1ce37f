import { EventEmitter } from 'node:events'

const MB = 1024 * 1024

/**
 * What every tool has to judge. `make()` sets up what lives long and returns the call to repeat; a call returns the object it made, for
 * tools that follow one object.
 */
export const bodies = {
  dropped: {
    title: '100 objects, dropped',
    isLeaky: false,
    make: () => () => {
      let last
      for (let i = 0; i < 100; i++) last = { id: i, name: `n${i}` }
      return last
    },
  },
  buffer: {
    title: '1-MB Buffer in a Map',
    isLeaky: true,
    make() {
      const charts = new Map()
      return function renderChart() {
        const chart = Buffer.alloc(MB + charts.size, 1)
        charts.set(chart.length, chart)
        return chart
      }
    },
  },
  object: {
    title: '{ id } in an array',
    isLeaky: true,
    make() {
      const seen = []
      return function trackRequest() {
        const request = { id: seen.length }
        seen.push(request)
        return request
      }
    },
  },
  listener: {
    title: 'a listener a call',
    isLeaky: true,
    make() {
      const bus = new EventEmitter().setMaxListeners(0)
      let next = 0
      return function subscribe() {
        const id = next++
        const listener = () => id
        bus.on('tick', listener)
        return listener
      }
    },
  },
  promise: {
    title: 'a promise unsettled',
    isLeaky: true,
    isAsync: true,
    make() {
      const waiting = []
      return async function waitTurn() {
        const pending = new Promise((resolve) => {
          waiting.push(resolve)
        })
        await null
        return { pending }
      }
    },
  },
  lru: {
    title: 'LRU of 100, filling',
    isLeaky: false,
    make() {
      const kept = new Map()
      let next = 0
      return function memo() {
        const key = next++
        const value = { key, text: `value ${key}` }
        kept.set(key, value)
        if (kept.size > 100) kept.delete(kept.keys().next().value)
        return value
      }
    },
  },
  table: {
    title: '5-MB table, first call',
    isLeaky: false,
    make() {
      let table
      return function lookup() {
        table ??= Array.from({ length: (5 * MB) / 8 }, (_, i) => i + 0.5)
        return table
      }
    },
  },
  weak: {
    title: 'WeakMap and WeakRef',
    isLeaky: false,
    make() {
      const meta = new WeakMap()
      let last
      let next = 0
      return function annotate() {
        const node = { id: next++ }
        meta.set(node, { at: node.id })
        last = new WeakRef(node)
        return last && node
      }
    },
  },
}
