import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fontFiles } from './font-files.ts'

/** Dots of a picture's point, which is what Graphviz measures in: sharp on today's screens. */
const SCALE = 2

/** A larger side would take gigabytes. */
const MOST_DOTS = 12_000

let isLoaded = false

/**
 * Draws an SVG in dots. Letters are those of a font in the package, so that a picture looks the same on all machines: Latin, Greek, Cyrillic
 * and Hebrew; others are boxes, for which there is SVG.
 */
export async function pngOf(svg: string): Promise<Uint8Array> {
  // 2.5 MB that no other command needs.
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  if (!isLoaded) {
    await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
    isLoaded = true
  }
  const [, width = '0', height = '0'] = /<svg width="(\d+)pt" height="(\d+)pt"/.exec(svg) ?? []
  const side = Math.max(Number(width), Number(height))
  const picture = new Resvg(svg, {
    font: {
      fontBuffers: fontFiles().map((path) => readFileSync(path)),
      defaultFontFamily: 'Arimo',
      sansSerifFamily: 'Arimo',
    },
    // Points of an SVG are 4/3 of its pixels.
    fitTo: { mode: 'zoom', value: Math.min(SCALE, MOST_DOTS / Math.max(1, (side * 4) / 3)) },
  })
  return picture.render().asPng()
}
