import type { RemoteHeap, RemoteHow } from '../../../src/heap/remote-heap.ts'
import type { CheckpointAnswer } from '../../../src/heap/remote-protocol.ts'
import type { AllocationNode } from '../../../src/profile/allocation-node.ts'

/** What is alive at one of the server's functions after so many calls since it was asked to record. */
export interface FakeSite {
  readonly name: string
  readonly file?: string
  /** A number, or that of a table which grows. */
  readonly sizeBytes?: number | ((calls: number) => number)
  readonly count: (calls: number) => number
}

export interface FakeServer extends RemoteHeap {
  /** A request. */
  readonly request: () => Promise<void>
  readonly log: string[]
  readonly opened: RemoteHow[]
}

/** A server that keeps what it is told to, in no process at all. */
export function fakeServer(
  sites: readonly FakeSite[],
  offHeapBytes: (calls: number) => number = () => 0,
  onCheckpoint: (index: number) => void = () => {},
): FakeServer {
  let calls = 0
  let checkpoints = 0
  const log: string[] = []
  const opened: RemoteHow[] = []
  const treeNow = (): AllocationNode => ({
    ...EMPTY,
    name: '(root)',
    children: sites.map(({ name, file = '/app/server.js', sizeBytes = 40, count }) => ({
      ...EMPTY,
      name,
      scriptName: file,
      lineNumber: 7,
      columnNumber: 3,
      allocations: [{ sizeBytes: typeof sizeBytes === 'function' ? sizeBytes(calls) : sizeBytes, count: count(calls) }],
    })),
  })
  return {
    log,
    opened,
    request: async () => {
      calls++
    },
    async open(how) {
      opened.push(how)
      log.push('open')
      let isStopped = false
      return {
        arrayBufferSizes: new Set([96]),
        async restart() {
          log.push('restart')
          calls = 0
        },
        async checkpoint(collections): Promise<CheckpointAnswer> {
          onCheckpoint(checkpoints++)
          log.push(`checkpoint ${collections}`)
          return { tree: treeNow(), arrayBuffersBytes: offHeapBytes(calls), externalBytes: offHeapBytes(calls) }
        },
        async stop() {
          if (!isStopped) log.push('stop')
          isStopped = true
          return true
        },
      }
    },
  }
}

const EMPTY: AllocationNode = {
  name: '',
  scriptName: '',
  lineNumber: 0,
  columnNumber: 0,
  allocations: [],
  children: [],
}
