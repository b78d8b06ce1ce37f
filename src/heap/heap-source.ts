/** Where profiles of live allocations come from: this isolate today, a remote process or a page later. */
export interface HeapSource {
  readonly name: string
  /** Records every allocation whatever interval is asked for. */
  readonly exactOnly: boolean
  /**
   * Records allocations from now on.
   *
   * @param intervalBytes mean distance of samples in allocated bytes; 1 records every allocation
   * @param stackDepth frames kept of each stack, leaf first: each one costs about 75 ns an allocation
   */
  start(intervalBytes: number, stackDepth: number): void
  /** What has been allocated since `start` and is alive. Collects nothing by itself. */
  read(): AllocationNode
  stop(): void
}

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
