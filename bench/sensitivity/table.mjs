const share = (everyCalls) => (everyCalls === 1 ? 'every call' : `1 in ${everyCalls}`)
const seconds = (ms) => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`)

/** `10/10 0.4 s`; `?2` of them undecided, which is a failure of the assertion too. */
function cellText({ leaking: { leak, undecided, passed, ms } }) {
  const open = undecided > 0 ? ` ?${undecided}` : ''
  return `${leak}/${leak + undecided + passed}${open} ${seconds(ms)}`
}

function cleanText(cells) {
  const sum = (name) => cells.reduce((total, { clean }) => total + clean[name], 0)
  const passed = sum('passed')
  return `${passed}/${passed + sum('leak') + sum('undecided')}`
}

/** A table for each amount of garbage: found of all, and the median time of a verdict; last the clean twins that passed. */
export function printTables(cells, { isMarkdown }) {
  for (const objects of new Set(cells.map((cell) => cell.objects))) {
    const beside = cells.filter((cell) => cell.objects === objects)
    const shares = [...new Set(beside.map(({ everyCalls }) => everyCalls))]
    const head = ['a leaking call keeps', ...shares.map(share), 'clean']
    const rows = [...new Set(beside.map(({ kind }) => kind))].map((kind) => {
      const row = beside.filter((cell) => cell.kind === kind)
      return [kind, ...row.map(cellText), cleanText(row)]
    })
    console.log(`\nbeside ${objects.toLocaleString('en')} objects of garbage a call`)
    console.log(isMarkdown ? markdown([head, ...rows]) : columns([head, ...rows]))
  }
}

const columns = (rows) =>
  rows.map(([title, ...cells]) => `  ${title.padEnd(20)}${cells.map((text) => text.padStart(13)).join('')}`).join('\n')

function markdown([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
