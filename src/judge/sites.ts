import type { AllocationNode } from '../profile/allocation-node.ts'
import { isRuntimeOrigin } from '../profile/answerable.ts'
import { fileOfScript, type Origin } from '../profile/origin.ts'
import type { Frame } from '../profile/profile.ts'

/** What is alive of what one call site has allocated, at one checkpoint. */
export interface Live {
  readonly objects: number
  readonly bytes: number
  /** Of them, what Node's own code has made on the site's behalf. */
  readonly nodeBytes?: number
}

/** A call site on whose account memory is judged. */
export interface Site {
  readonly frame: Frame
  /** `node` or `builtin` where nobody else's code was on the stack. */
  readonly origin: Origin
}

interface Script {
  readonly file: string
  readonly origin: Origin
  readonly sites: Map<number, Site[]>
}

/** Sums live allocations by the code that is answerable for them. */
export interface SiteLedger {
  readonly sum: (root: AllocationNode) => Map<Site, Live>
}

/**
 * Charges each stack to the nearest frame that is not the runtime's; one of nothing but runtime frames to its leaf. Stacks that end in
 * the same call site are summed before they are judged: async code comes back on several stacks, and a table that grows moves its
 * bytes to the stack that allocated it anew.
 *
 * Sites are interned and sums are the only objects made, because whoever reads a running recording is recorded too.
 */
export function siteLedger(originOf: (file: string) => Origin): SiteLedger {
  const scripts = new Map<string, Script>()

  const scriptOf = ({ scriptName }: AllocationNode): Script => {
    let script = scripts.get(scriptName)
    if (!script) {
      const file = fileOfScript(scriptName)
      script = { file, origin: originOf(file), sites: new Map() }
      scripts.set(scriptName, script)
    }
    return script
  }

  const siteOf = (node: AllocationNode): Site => {
    const { lineNumber: line, columnNumber: column } = node
    const { file, origin, sites } = scriptOf(node)
    const functionName = node.name || '(anonymous)'
    const position = line * 1_000_000 + column
    let atPosition = sites.get(position)
    if (!atPosition) {
      atPosition = []
      sites.set(position, atPosition)
    }
    let site = atPosition.find(({ frame }) => frame.functionName === functionName)
    if (!site) {
      site = { frame: { functionName, file, line, column }, origin }
      atPosition.push(site)
    }
    return site
  }

  const sum = (root: AllocationNode): Map<Site, Live> => {
    const totals = new Map<Site, { objects: number; bytes: number; nodeBytes: number }>()
    const visit = (node: AllocationNode, caller: AllocationNode | undefined, isNodeCalled: boolean): void => {
      const { origin } = scriptOf(node)
      const isRuntime = isRuntimeOrigin(origin)
      const answerable = isRuntime ? caller : node
      const isByNode = origin === 'node' || (isRuntime && isNodeCalled)
      if (node.allocations.length > 0 && !(answerable && scriptOf(answerable).origin === 'own')) {
        const site = siteOf(answerable ?? node)
        let total = totals.get(site)
        if (!total) {
          total = { objects: 0, bytes: 0, nodeBytes: 0 }
          totals.set(site, total)
        }
        for (const { count, sizeBytes } of node.allocations) {
          total.objects += count
          total.bytes += count * sizeBytes
          if (isByNode) total.nodeBytes += count * sizeBytes
        }
      }
      for (const child of node.children) visit(child, answerable, isByNode)
    }
    visit(root, undefined, false)
    return totals
  }
  return { sum }
}
