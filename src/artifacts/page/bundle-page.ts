import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { fontLicense } from '../../cli/picture/font-files.ts'

const fromPage = (file: string): string => fileURLToPath(new URL(`../../page/${file}`, import.meta.url))

const NOTICE =
  '/* With d3 (ISC, Copyright Mike Bostock), d3-flame-graph (Apache-2.0, Copyright Martin Spier): licenses in page-licenses.txt of vitest-leak. */'

export interface BundledPage {
  readonly script: string
  readonly style: string
  /** Of everything that is in the script, and of the font. */
  readonly licenses: string
}

/** The page's script and style from their source, each as one text. For the build and for tests: users have them in the package. */
export async function bundlePage(): Promise<BundledPage> {
  const bundle = await rolldown({
    input: fromPage('main.ts'),
    platform: 'browser',
    // The library's style sheet is for a page that is light; ours has all there is to say.
    plugins: [{ name: 'no-css', load: (id: string) => (id.endsWith('.css') ? { code: '', moduleType: 'js' } : null) }],
  })
  try {
    const { output } = await bundle.generate({ format: 'iife', minify: true })
    // Neither may end its element.
    const code = output[0].code.trimEnd().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
    return {
      script: `${NOTICE}\n${code}`,
      style: readFileSync(fromPage('page.css'), 'utf8'),
      licenses: [...packagesOf(output[0].moduleIds).map(licenseOf), ['@fontsource/arimo', fontLicense()]]
        .map(([name, text]) => `${name}\n\n${text}`)
        .join('\n\n'),
    }
  } finally {
    await bundle.close()
  }
}

/** Folders of packages, each once. */
const packagesOf = (moduleIds: readonly string[]): string[] =>
  [
    ...new Set(moduleIds.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? [])),
  ].sort()

const licenseOf = (folder: string): [string, string] => [
  folder.replace(/^.*[\\/]node_modules[\\/]/, ''),
  readFileSync(`${folder}/LICENSE`, 'utf8').trim(),
]
