export const packages = { package: 'node' }

export function clean() {
  const locales = ['en-US', 'de-DE', 'fr-FR', 'ja-JP', 'ar-EG']
  let i = 0
  return () => {
    const locale = locales[i++ % locales.length]
    new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(1234.5)
    new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(0)
    ;(123456.7).toLocaleString(locale)
    ;['ä', 'a', 'z'].sort(new Intl.Collator(locale).compare)
  }
}
