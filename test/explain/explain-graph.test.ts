import { describe, expect, test } from 'vitest'
import { explainGraph } from '../../src/explain/explain-graph.ts'
import type { RootKind } from '../../src/explain/paths/roots.ts'
import { plantedNames } from './planted-names.ts'
import { findingsOf, holderText, nodeMajors, originInProject, recorded, siteNamed } from './recorded.ts'

/** What the root of the first path is, where it is not a variable of src/leaks.mjs. */
const otherRoots: Readonly<Record<string, { kind: RootKind; name?: string; file?: string }>> = {
  inExportedVariable: { kind: 'export', name: 'exportedJobs', file: '/project/src/leaks.mjs' },
  inGlobalProperty: { kind: 'global', name: 'keptJobs' },
  inTimer: { kind: 'variable', name: 'timerListMap', file: 'node:internal/timers' },
  inTimerArgument: { kind: 'variable', name: 'timerListMap', file: 'node:internal/timers' },
  inInterval: { kind: 'variable', name: 'timerListMap', file: 'node:internal/timers' },
  inServerHandle: { kind: 'handle' },
  inSocketHandle: { kind: 'handle' },
  onStack: { kind: 'stack' },
  inDependency: { kind: 'variable', name: 'seen', file: '/project/node_modules/small-cache/index.mjs' },
  inProcessListener: { kind: 'variable', name: 'process' },
  inBlockOfVite: { kind: 'variable', name: 'sessions', file: '/project/src/block.ts' },
  inBlockWithCounters: { kind: 'variable', name: '', file: '/project/src/block-with-counter.ts' },
  inNamedClassOfBlock: { kind: 'variable', name: 'Pool', file: '/project/src/block-with-counter.ts' },
  inLargeBlock: { kind: 'variable', name: '', file: '/project/src/large-block.ts' },
}

/** Of which not all 16 are on the first path, and why. */
const counts: Readonly<Record<string, string>> = {
  // The last is held by a variable of its own as well.
  inBlockOfVite: '15 of 16',
  // One is in a register.
  onStack: '15 of 16',
  // It is the one table.
  growingTable: '1 of 1',
  // With the pool's own.
  poolSlices: '16 of 17',
}

const leaking = plantedNames.filter((name) => name !== 'letGo')

describe.each(nodeMajors)('on Node %i', (major) => {
  const graph = recorded(major)

  test('paths read as they always have', async () => {
    const text = leaking.map((name) => {
      const [site] = findingsOf(graph, name)
      return [name, ...(site?.holders ?? []).map((holder) => `  ${holder.root.kind}: ${holderText(holder)}`)].join('\n')
    })
    await expect(`${text.join('\n')}\n`).toMatchFileSnapshot(`__golden__/paths-node-${major}.txt`)
  })

  test.each(leaking)('%s: its root is found, and all that it holds', (name) => {
    const [site] = findingsOf(graph, name)
    const first = site?.holders[0]
    expect(first?.root).toMatchObject(otherRoots[name] ?? { kind: 'variable', file: '/project/src/leaks.mjs' })
    expect(`${first?.count} of ${first?.total}`).toBe(counts[name] ?? '16 of 16')
  })

  test('what is let go is not there, and has no path', () => {
    // Its function made nothing that is left, so that the snapshot may not know it at all.
    const known = graph.traces.functions.some(({ functionName }) => functionName === 'letGo')
    const [site] = known ? findingsOf(graph, 'letGo') : []
    expect(site?.kinds ?? []).toEqual([])
    expect(site?.holders ?? []).toEqual([])
  })

  test('nothing of V8’s own is in any path', () => {
    for (const name of plantedNames) {
      const sites = graph.traces.functions.some(({ functionName }) => functionName === name)
        ? [
            ...findingsOf(graph, name),
            ...explainGraph(graph, { sites: [siteNamed(graph, name, true)], originOf: originInProject }),
          ]
        : []
      for (const holder of sites.flatMap(({ holders }) => holders)) {
        expect(holderText(holder), name).not.toMatch(
          /system \/|\(object (?:elements|properties)\)|hidden class|[Ff]eedback|Descriptor|ScopeInfo|back_pointer|AllocationSite|\binternal\b(?! ?\/)/,
        )
      }
    }
  })

  test('a table that grows is the array that has it', () => {
    const sites = [siteNamed(graph, 'growingTable', true)]
    const [site] = explainGraph(graph, { sites, originOf: originInProject })
    expect(site?.holders.map(holderText)).toEqual(['▶ numbers in src/leaks.mjs (Array)    1 of 1'])
  })

  test('memory off the heap is each site’s own, to the byte', () => {
    const bytes = (name: string): number | undefined =>
      all.find(({ frame }) => frame.functionName === name)?.offHeapBytes
    const all = findingsOf(
      graph,
      'largeBuffers',
      'smallBuffers',
      'sharedViews',
      'sharedMemory',
      'wasmMemory',
      'tinyArrays',
    )
    expect(bytes('smallBuffers')).toBe(16 * 10_000)
    expect(bytes('largeBuffers')).toBe(16 * 50_000)
    expect(bytes('sharedViews')).toBe(16 * 20_000)
    expect(bytes('sharedMemory')).toBe(16 * 4_096)
    expect(bytes('wasmMemory')).toBe(16 * 65_536)
    expect(bytes('tinyArrays')).toBe(0)
  })

  test('slices keep the pools that they are cut from', () => {
    const [site] = findingsOf(graph, 'poolSlices')
    // Pools of 8 kB or, since Node 26, 64 kB; those that others have cut from as well are whole too.
    expect(site?.offHeapBytes).toBeGreaterThanOrEqual(16 * 3_000)
    expect(site?.offHeapBytes).toBeLessThan(2 * 16 * 3_000 + 2 * 65_536)
    expect(Number.isInteger(site?.offHeapBytes)).toBe(true)
  })

  test('what one reference holds is told of once, by whichever site comes first', () => {
    const [first, second] = findingsOf(graph, 'inBoundArgument', 'inBoundThis')
    expect(first?.holders).toHaveLength(1)
    expect(second?.holders).toHaveLength(0)
  })

  test('a captured variable without a name in the snapshot is asked for by a function that has it', () => {
    const asked: string[] = []
    const nameOfCaptured = (closure: number, value: number): string => {
      asked.push(`${graph.nodeId[closure]} ${graph.nodeId[value]}`)
      return 'sessions'
    }
    const sites = [siteNamed(graph, 'inBlockWithCounters'), siteNamed(graph, 'inLargeBlock')]
    const found = explainGraph(graph, { sites, originOf: originInProject, askNames: () => nameOfCaptured })
    expect(found.flatMap(({ holders }) => holders.map(({ root }) => `${root.name} ${root.file}`))).toEqual([
      'sessions /project/src/block-with-counter.ts',
      'sessions /project/src/large-block.ts',
    ])
    expect(asked).toHaveLength(2)
  })
})
