import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'
import { openInspector } from './inspector-session.ts'
import { makeSnapshotFolder } from './snapshot-folder.ts'
import { switchOff } from './v8-flags.ts'

/** Objects are recorded with the stack that made them, and can be asked for by the numbers that a snapshot gives them. */
export interface AllocationTracking {
  /** Records from now on. Collects garbage, and gives every object a number. */
  start(): void
  /** Writes a snapshot. Synchronous on every Node version, other than the inspector's own. */
  writeSnapshot(): string
  /** Whoever has it open reads on, where the system allows that; elsewhere it goes with `close`. */
  removeSnapshot(): void
  /** Stops recording; objects lose their numbers. Until then each allocation costs some microseconds, whoever makes it. */
  stop(): void
  /** The names of the variables that a closure has captured, and the numbers of the objects they hold. */
  capturedVariables(closureId: number): CapturedVariable[]
  /** The text of a script, as V8 has compiled it. */
  sourceOf(scriptId: number): string | undefined
  /** Stops, and removes the snapshot. May be called twice. */
  close(): void
}

export interface CapturedVariable {
  readonly name: string
  readonly objectId: number
}

interface RemoteObject {
  readonly objectId?: string
  readonly description?: string
}
interface Properties {
  readonly result: readonly { readonly name: string; readonly value?: RemoteObject }[]
  readonly internalProperties?: readonly { readonly name: string; readonly value?: RemoteObject }[]
}

export function openAllocationTracking(): AllocationTracking {
  const inspector = openInspector()
  let folder: string | undefined
  let isDebugging = false
  let isTracking = false
  let restoreFlags: (() => void) | undefined
  let isOpen = true

  const propertiesOf = (objectId: string): Properties =>
    inspector.send<Properties>('Runtime.getProperties', { objectId, ownProperties: true })
  const numberOf = (objectId: string): number =>
    Number(
      inspector.send<{ heapSnapshotObjectId: string }>('HeapProfiler.getHeapObjectId', { objectId })
        .heapSnapshotObjectId,
    )

  const stop = (): void => {
    // Not `stopTrackingHeapObjects`, which takes one more snapshot.
    if (isTracking) inspector.send('HeapProfiler.disable')
    isTracking = false
    restoreFlags?.()
    restoreFlags = undefined
  }

  const removeFolder = (): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    folder = undefined
  }

  return {
    stop,
    start() {
      isTracking = true
      // The inspector numbers all objects whenever the event loop turns, and V8 forgets who made an object when one with a number
      // moves (`HeapProfiler::ObjectMoveEvent`): 64 of 64 lost on Node 20 to 26, none of them without compaction.
      // And V8 crashes where a function that is de-optimised has to make an object that was optimised away (Node 20.20).
      restoreFlags = switchOff(['compact', 'turbo-escape'])
      inspector.send('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true })
    },
    writeSnapshot() {
      folder ??= makeSnapshotFolder()
      return writeHeapSnapshot(join(folder, 'current.heapsnapshot'))
    },
    removeSnapshot() {
      try {
        removeFolder()
      } catch {
        // Where what is open cannot be removed.
      }
    },
    capturedVariables(closureId) {
      const { result: closure } = inspector.send<{ result: RemoteObject }>('HeapProfiler.getObjectByHeapObjectId', {
        objectId: String(closureId),
        objectGroup: OBJECT_GROUP,
      })
      const scopes = propertiesOf(closure.objectId ?? '').internalProperties?.find(
        ({ name }) => name === '[[Scopes]]',
      )?.value
      return (
        propertiesOf(scopes?.objectId ?? '')
          .result.filter(({ name }) => /^\d+$/.test(name))
          // The global scope has a thousand, which have names of their own.
          .filter(({ value }) => value?.description !== 'Global')
          .flatMap(({ value }) => propertiesOf(value?.objectId ?? '').result)
          .flatMap(({ name, value }) => (value?.objectId ? [{ name, objectId: numberOf(value.objectId) }] : []))
      )
    },
    sourceOf(scriptId) {
      if (!isDebugging) inspector.send('Debugger.enable')
      isDebugging = true
      try {
        return inspector.send<{ scriptSource: string }>('Debugger.getScriptSource', { scriptId: String(scriptId) })
          .scriptSource
      } catch {
        // V8 lets go of a script that no function is left of.
        return undefined
      }
    },
    close() {
      if (!isOpen) return
      isOpen = false
      try {
        stop()
      } finally {
        inspector.close()
        removeFolder()
      }
    },
  }
}

const OBJECT_GROUP = 'vitest-leak'
