/** V8's `AllocationProfile::Node`: a function on a call tree, with what it allocated itself. */
export interface AllocationNode {
  readonly name: string
  readonly scriptName: string
  /** 1-based */
  readonly lineNumber: number
  /** 1-based */
  readonly columnNumber: number
  readonly allocations: readonly { readonly sizeBytes: number; readonly count: number }[]
  readonly children: readonly AllocationNode[]
}
