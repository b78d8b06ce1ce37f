import type { AllocationNode } from '../profile/allocation-node.ts'

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
