export const packages = { package: 'node' }
export function clean() {
  return () => {
    const words = [...new Intl.Segmenter('de', { granularity: 'word' }).segment('Ein kurzer Satz, mehr nicht.')]
    const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(words.map(({ segment }) => segment))
    const plural = new Intl.PluralRules('pl').select(words.length)
    return list + plural + new Intl.RelativeTimeFormat('fr', { numeric: 'auto' }).format(-1, 'day')
  }
}
