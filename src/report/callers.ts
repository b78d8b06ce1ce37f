import { type Frame, frameKey, type Profile } from '../profile/profile.ts'
import { nameOf, placeOf } from './place.ts'
import { LINE_WIDTH, width } from './text.ts'

const NAME_WIDTH = 32
const PLACE_WIDTH = 48
const LABEL = '    called by  '

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

/** One line, as many callers as it takes: a site in a library says little without who used it. */
export function callersLine(profile: Profile, site: Frame, root: string): string[] {
  const callers = heaviestCallers(profile, site)
  let line = LABEL
  for (const [index, caller] of callers.entries()) {
    const text = `${index === 0 ? '' : ' ‹ '}${nameOf(caller, NAME_WIDTH)} ${placeOf(caller, root, PLACE_WIDTH)}`
    if (index > 0 && width(line) + width(text) > LINE_WIDTH - 4) return [`${line} ‹ …`]
    line += text
  }
  return callers.length === 0 ? [] : [line]
}
