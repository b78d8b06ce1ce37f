import { element } from './element.ts'

const OWNERS = [
  ['own', 'own code'],
  ['package', 'packages'],
  ['runtime', 'Node, no file'],
] as const

const CHANGES = [
  ['more', 'more than the base'],
  ['less', 'less'],
] as const

/** What colours say. */
export const flameLegend = (isDiff: boolean): HTMLElement =>
  element(
    'ul',
    { class: 'legend', 'aria-label': 'Colours' },
    ...(isDiff ? CHANGES : OWNERS).map(([name, text]) => element('li', { class: `swatch swatch-${name}` }, text)),
    element('li', { class: 'swatch swatch-match' }, 'found'),
  )
