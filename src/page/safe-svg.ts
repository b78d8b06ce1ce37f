const ELEMENTS = new Set(['svg', 'g', 'title', 'polygon', 'polyline', 'path', 'ellipse', 'text', 'a'])
/** Links and events have no place in a picture. Styles are none that the page's policy lets through. */
const ATTRIBUTES =
  /^(?:id|class|transform|fill|stroke|stroke-width|stroke-dasharray|points|d|x|y|cx|cy|rx|ry|text-anchor|font-family|font-size|font-weight|viewBox|width|height|title|xlink:title|xml:space)$/

/** The picture, with nothing in it but shapes and texts, whoever made it; undefined where it is none. */
export function safeSvg(text: string): SVGSVGElement | undefined {
  if (text === '') return undefined
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
  const svg = parsed.documentElement
  if (svg.localName !== 'svg') return undefined
  for (const part of [svg, ...svg.querySelectorAll('*')]) {
    if (!ELEMENTS.has(part.localName)) {
      part.remove()
      continue
    }
    const title = part.getAttribute('xlink:title')
    for (const { name } of [...part.attributes]) if (!ATTRIBUTES.test(name)) part.removeAttribute(name)
    if (title !== null) {
      part.removeAttribute('xlink:title')
      part.setAttribute('title', title)
    }
  }
  const made = document.importNode(svg, true) as unknown as SVGSVGElement
  made.setAttribute('role', 'img')
  return made
}
