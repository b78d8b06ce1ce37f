import type { Frame, Profile, Sample } from '../../src/profile/profile.ts'
import type { LeakReport, ReportedCheckpoint, ReportedSite, RetainReport } from '../../src/report/input.ts'

/** A made-up project that the messages are about. */
export const root = '/project'

export const at = (functionName: string, file: string, line: number, column = 1): Frame => ({
  functionName,
  file: file === '' || file.startsWith('node:') ? file : `${root}/${file}`,
  line,
  column,
})

export const handleRequest = at('handleRequest', 'src/server.ts', 21)
export const UserData = at('UserData', 'src/server.ts', 9)
export const body = at('(anonymous)', 'test/server.test.ts', 12, 10)

export const serverSource = `import { createServer } from 'node:http'

const userCache = new Map<number, UserData>()

interface Stored {
  readonly data: Uint8Array
}

class UserData implements Stored {
  constructor(readonly data: Uint8Array) {}
}

let next = 0

export function clear(): void {
  userCache.clear()
  next = 0
}

// Called once per request.
export function handleRequest(): void {
  const id = next++
  userCache.set(id, new UserData(new Uint8Array(1_000_000)))
}

export const server = createServer((_, response) => {
`

export const stack = (frames: readonly Frame[], objects: number, bytes: number, offHeapBytes?: number): Sample => ({
  stack: [...frames].reverse(),
  objects,
  bytes,
  ...(offHeapBytes === undefined ? {} : { offHeapBytes }),
})

/** Checkpoints at doubling calls of something that keeps the same with every call. */
export const checkpoints = (
  bytesPerCall: number,
  objectsPerCall: number,
  offHeapPerCall = 0,
  calls: readonly number[] = [8, 16, 32, 64],
): ReportedCheckpoint[] =>
  calls.map((count) => ({
    calls: count,
    bytes: count * bytesPerCall,
    objects: count * objectsPerCall,
    offHeapBytes: count * offHeapPerCall,
  }))

export const grows = (frame: Frame, objectsPerCall = 1, more: Partial<ReportedSite> = {}): ReportedSite => ({
  frame,
  objectsPerCall,
  bytesPerCall: 40,
  kind: 'objects',
  ...more,
})

const folder = `${root}/.vitest-leak/test/server.test.ts/a-request-keeps-nothing`

export const profiles = {
  base: `${folder}/base.pb.gz`,
  current: `${folder}/current.pb.gz`,
  diff: `${folder}/diff.pb.gz`,
}

/** The server of the classic story: a megabyte a request, in a cache that nobody empties. */
export const serverLeak = (more: Partial<LeakReport> = {}): LeakReport => ({
  subject: 'handleRequest()',
  root,
  calls: 64,
  baseCalls: 8,
  warmupCalls: 8,
  collections: 5,
  samplingIntervalBytes: 1,
  checkpoints: checkpoints(1_000_184, 3, 1_000_000),
  sites: [grows(handleRequest, 2), grows(UserData)],
  offHeapBytesPerCall: 1_000_000,
  diff: [
    stack([body, handleRequest], 2 * 56, 56 * 1_000_144, 56 * 1_000_000),
    stack([body, handleRequest, UserData], 56, 56 * 40),
  ],
  unusedIgnores: [],
  profiles,
  readSource: (file) => (file === `${root}/src/server.ts` ? serverSource : undefined),
  ...more,
})

/** A leak of one small object a call at the given sites, without source. */
export const smallLeak = (
  diff: Profile,
  sites: readonly ReportedSite[],
  more: Partial<LeakReport> = {},
): LeakReport => {
  const objects = diff.reduce((sum, sample) => sum + sample.objects, 0) / 56
  const bytes = diff.reduce((sum, sample) => sum + sample.bytes, 0) / 56
  return serverLeak({
    subject: 'subscribe(bus)',
    checkpoints: checkpoints(bytes, objects),
    sites,
    diff,
    offHeapBytesPerCall: 0,
    ...more,
  })
}

export const retained = (more: Partial<RetainReport> = {}): RetainReport => ({
  subject: 'buildIndex(docs)',
  root,
  samplingIntervalBytes: 1,
  limit: { space: 50 * 2 ** 20 },
  calls: 1,
  bytes: 64_000_000 + 120_000,
  objects: 3_002,
  heapBytes: 120_000,
  offHeapBytes: 64_000_000,
  diff: [
    stack([body, handleRequest], 2_002, 64_080_000, 64_000_000),
    stack([body, handleRequest, UserData], 1_000, 40_000),
  ],
  isNegated: false,
  profiles,
  readSource: (file) => (file === `${root}/src/server.ts` ? serverSource : undefined),
  ...more,
})
