import type { PprofProfile } from '../pprof-profile.ts'
import { callTree } from './call-tree.ts'
import { escapeHtml, scriptJson } from './embed.ts'
import { foldedTree } from './fold-tree.ts'
import { functionFigures } from './function-figures.ts'
import { lineFigures } from './line-figures.ts'
import { packedTree } from './packed-tree.ts'
import type { PageData, PageRetainers } from './page-data.ts'
import { frameTable } from './page-functions.ts'
import { pageTotals } from './page-totals.ts'

/** What a page brings along to run: see src/artifacts/page/page-assets.ts for where it comes from. */
export interface PageAssets {
  readonly script: string
  readonly style: string
  /** Of each, as a content security policy has it: `sha256-…`. */
  readonly scriptHash: string
  readonly styleHash: string
}

export interface PageInput {
  readonly profile: PprofProfile
  /** The profile's file. */
  readonly title: string
  /** Index of the sample type to show first. Default: the profile's default, else the last. */
  readonly sampleType?: number
  /** Whether figures are differences. Default: whether there is one below zero. */
  readonly isDiff?: boolean
  /** Texts of source files, by their name in the profile. */
  readonly sources?: ReadonlyMap<string, string>
  /** Call graphs as SVG, by index of the sample type. */
  readonly graphs?: readonly string[]
  readonly retainers?: PageRetainers
  readonly assets: PageAssets
}

/** A page about a profile as one HTML document, which needs nothing else: no network, no server. */
export function profilePage(input: PageInput): string {
  const data = pageData(input)
  const { script, style, scriptHash, styleHash } = input.assets
  // Scripts: this one. Nothing can be fetched, framed, or sent.
  const policy = `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`
  const { type = '' } = data.sampleTypes[data.sampleType] ?? {}
  const title = [data.title, type, ...(data.time > 0 ? [new Date(data.time).toISOString().slice(0, 16)] : [])]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title.join(' · '))}</title>
<style>${style}</style>
</head>
<body>
<noscript>This page shows a memory profile, for which it needs JavaScript.</noscript>
<div id="app"></div>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`
}

function pageData({ profile, title, sampleType, isDiff, sources, graphs = [], retainers }: PageInput): PageData {
  const table = frameTable(profile)
  const totals = pageTotals(profile)
  const tree = callTree(profile, table)
  return {
    title,
    time: Number(profile.timeNanos / 1_000_000n),
    duration: Number(profile.durationNanos) / 1e6,
    comments: profile.comments,
    isDiff: isDiff ?? profile.samples.values.some((value) => value < 0),
    sampleTypes: profile.sampleTypes.map(({ type, unit }, index) => ({ type, unit, total: totals[index] ?? 0 })),
    sampleType: sampleType ?? defaultType(profile),
    files: table.files,
    functions: { ...table.functions, ...functionFigures(tree, table.functions.names.length) },
    tree: packedTree(foldedTree(tree, totals)),
    lines: lineFigures(profile, table),
    sources: Object.fromEntries(
      table.files.flatMap((file, index) => {
        const text = sources?.get(file)
        return text === undefined ? [] : [[index, text]]
      }),
    ),
    graphs: profile.sampleTypes.map((_, index) => graphs[index] ?? ''),
    retainers: retainers ?? null,
  }
}

function defaultType({ sampleTypes, defaultSampleType }: PprofProfile): number {
  const index = sampleTypes.findIndex(({ type }) => type === defaultSampleType)
  return index === -1 ? sampleTypes.length - 1 : index
}
