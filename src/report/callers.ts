import { type Frame, frameKey, type Profile } from '../profile/profile.ts'
import { nameOf, placeOf } from './place.ts'
import { LINE_WIDTH, width } from './text.ts'

const NAME_WIDTH = 32
const PLACE_WIDTH = 48
const LABEL = '    called by  '
const ARROW = ' ‹ '

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
 * One line, as many callers as it takes, and in any case the nearest that is no installed package's: a site in a library says little
 * without who used it.
 */
export function callersLine(profile: Profile, site: Frame, root: string): string[] {
  const callers = heaviestCallers(profile, site)
  const texts = callers.map((caller) => `${nameOf(caller, NAME_WIDTH)} ${placeOf(caller, root, PLACE_WIDTH)}`)
  const project = isInstalled(site) ? callers.findIndex((caller) => !isInstalled(caller)) : 0
  const users = project > 0 ? [texts[project] ?? ''] : []
  const shown: string[] = []
  for (const [index, text] of texts.entries()) {
    const left = index < project ? users : []
    const line = LABEL + [...shown, text, '…', ...left, '…'].join(ARROW)
    if (index > 0 && width(line) > LINE_WIDTH) {
      shown.push(
        ...(left.length > 0 && index < project ? ['…', ...left] : []),
        ...(index < texts.length - 1 || left.length === 0 ? ['…'] : []),
      )
      break
    }
    shown.push(text)
  }
  return callers.length === 0 ? [] : [LABEL + shown.join(ARROW)]
}

const isInstalled = ({ file }: Frame): boolean => /[\\/]node_modules[\\/]/.test(file)
