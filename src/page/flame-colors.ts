/** What a frame's colour says where figures are no differences: whose code it is. */
export type Owner = 'own' | 'package' | 'runtime'

export function ownerOf(file: string | undefined): Owner {
  if (file === undefined || file.startsWith('node:')) return 'runtime'
  return /(?:^|[\\/])node_modules[\\/]/.test(file) ? 'package' : 'own'
}

const HUES: Readonly<Record<Owner, readonly [from: number, to: number, saturation: number]>> = {
  own: [18, 46, 85],
  package: [195, 230, 55],
  runtime: [220, 240, 10],
}

/** Own code is warm, packages are blue, the runtime is grey. Files of the same owner differ a little. */
export function ownerColor(file: string | undefined, isDark: boolean): string {
  const owner = ownerOf(file)
  const [from, to, saturation] = HUES[owner]
  const part = hash(file ?? '')
  const hue = Math.round(from + (to - from) * part)
  return `hsl(${hue} ${isDark ? saturation * 0.7 : saturation}% ${(isDark ? 62 : 74) + Math.round(part * 6)}%)`
}

/** pprof moves shares away from zero by this power, so that small ones can be told apart. */
const POWER = 0.3

/**
 * Red is more, green is less, grey is neither.
 *
 * @param share the change as part of the total, from -1 to 1
 */
export function changeColor(share: number, isDark: boolean): string {
  const strength = Math.min(1, Math.abs(share)) ** POWER
  if (share === 0) return isDark ? 'hsl(220 6% 58%)' : 'hsl(220 8% 86%)'
  const saturation = Math.round(25 + 55 * strength)
  const lightness = isDark ? 66 - 10 * strength : 88 - 22 * strength
  return `hsl(${share > 0 ? 4 : 140} ${saturation}% ${Math.round(lightness)}%)`
}

export const matchColor = (isDark: boolean): string => (isDark ? 'hsl(292 75% 72%)' : 'hsl(292 85% 78%)')

/** From 0 to 1. */
function hash(text: string): number {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0
  return (sum >>> 0) / 2 ** 32
}
