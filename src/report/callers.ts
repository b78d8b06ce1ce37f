import { type Frame, frameKey, type Profile } from '../profile/profile.ts'
import { nameOf, placeOf } from './place.ts'
import { wrapped } from './wrapped.ts'

const NAME_WIDTH = 32
const PLACE_WIDTH = 60
const LABEL = '    called by  '
const ARROW = ' ‹ '
const MOST_CALLERS = 5

/** The stack over which most bytes of a call site came, without the site itself: nearest caller first. */
export function heaviestCallers(profile: Profile, site: Frame): readonly Frame[] {
  const key = frameKey(site)
  let most = 0
  let callers: readonly Frame[] = []
  for (const { stack, bytes } of profile) {
    if (stack[0] === undefined || frameKey(stack[0]) !== key || bytes <= most) continue
    most = bytes
    callers = stack.slice(1).filter((frame) => frameKey(frame) !== key)
  }
  return callers
}

/**
 * As many callers as three lines take, and in any case the nearest that is no installed package's: a site in a library says little
 * without who used it.
 */
export function callersLines(profile: Profile, site: Frame, root: string): string[] {
  const callers = heaviestCallers(profile, site)
  const texts = callers.map((caller) => `${nameOf(caller, NAME_WIDTH)} ${placeOf(caller, root, PLACE_WIDTH)}`)
  const project = isInstalled(site) ? callers.findIndex((caller) => !isInstalled(caller)) : -1
  const shown = texts.slice(0, MOST_CALLERS)
  if (project >= shown.length) shown.splice(-1, 1, '…', texts[project] ?? '')
  if (texts.length > shown.length) shown.push('…')
  return wrapped(LABEL, shown, ARROW)
}

const isInstalled = ({ file }: Frame): boolean => /[\\/]node_modules[\\/]/.test(file)
