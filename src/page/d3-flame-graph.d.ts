// The package has no types of its own. Only what the page uses.
declare module 'd3-flame-graph' {
  import type { Selection } from 'd3-selection'

  export interface FlameNode<Datum> {
    readonly data: Datum
    readonly value: number
    readonly depth: number
  }

  export interface FlameGraph<Datum> {
    // biome-ignore lint/suspicious/noExplicitAny: of whatever element and parent
    (selection: Selection<any, Datum, any, any>): void
    width(pixels: number): this
    width(): number
    cellHeight(pixels: number): this
    minFrameSize(pixels: number): this
    inverted(isRootOnTop: boolean): this
    selfValue(isSelf: boolean): this
    resetHeightOnZoom(isReset: boolean): this
    tooltip(tooltip: unknown): this
    setColorMapper(color: (node: FlameNode<Datum>, original: string) => string): this
    update(data?: Datum): this
    destroy(): this
  }

  export default function flamegraph<Datum>(): FlameGraph<Datum>
}
