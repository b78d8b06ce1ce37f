const FONTS = "Arial,'Liberation Sans',Arimo,Helvetica,sans-serif"

/** Lays out and draws a graph. Graphviz is in WebAssembly: nothing is to be installed. */
export async function svgOf(dot: string): Promise<string> {
  // 800 kB that no other command needs.
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz')
  const graphviz = await Graphviz.load()
  // For machines without Arial: fonts that are as wide.
  return graphviz.layout(dot, 'svg', 'dot').replaceAll(/ font-family="Arial"/g, ` font-family="${FONTS}"`)
}
