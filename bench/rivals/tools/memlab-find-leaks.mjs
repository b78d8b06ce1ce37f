import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'
import memlabApi from '@memlab/api'
import memlab from '@memlab/core'

/** Three snapshots, 100 calls apart, and memlab's own filter of what is a leak. */
export async function isLeaking(call, { isAsync }) {
  memlab.config.muteConsole = true
  const folder = mkdtempSync(join(tmpdir(), 'bench-memlab-'))
  try {
    const snapshots = []
    for (const calls of [10, 100, 100]) {
      for (let i = 0; i < calls; i++) isAsync ? await call() : call()
      await new Promise(setImmediate)
      snapshots.push(writeHeapSnapshot(join(folder, `${snapshots.length}.heapsnapshot`)))
    }
    const leaks = await memlabApi.findLeaksBySnapshotFilePaths(...snapshots, { workDir: join(folder, 'work') })
    return leaks.length > 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
