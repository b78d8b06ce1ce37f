import { bodies } from './bodies.mjs'
import { tools } from './tools.mjs'

const OURS = 'vitest-leak'
/** The mean of the two in the middle, where there are two. */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2
}

const figure = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0))

/** @param results `{ tool, body, isLeaking, ms }[]`, or `{ tool, body, failure }` */
export function print(results, { rounds, toolNames, bodyNames }) {
  const cell = (tool, body) => cellOf(results.filter((result) => result.tool === tool && result.body === body))
  console.log(
    `\nMedian ms of a check with its calls, without the start of its process (${rounds} rounds, interleaved, Node ${process.version}).`,
  )
  console.log(`✓ right and ✗ wrong in every round, ? sometimes; × is how many times as long as ${OURS} took.`)
  for (const isLeaky of [false, true]) {
    const names = bodyNames.filter((name) => bodies[name].isLeaky === isLeaky)
    if (names.length === 0) continue
    console.log(`\n${isLeaky ? 'Leaking bodies: the check has to fail' : 'Clean bodies: the check has to pass'}`)
    console.log(
      row(
        '',
        toolNames.map((tool) => tools[tool].title),
      ),
    )
    for (const name of names) {
      const ours = cell(OURS, name)
      const cells = toolNames.map((tool) => cellText(cell(tool, name), tool === OURS ? undefined : ours))
      console.log(row(bodies[name].title, cells))
    }
    const medians = toolNames.map((tool) => {
      const ratios = names.map((name) => cell(tool, name).ms / cell(OURS, name).ms).filter(Number.isFinite)
      return tool === OURS || ratios.length === 0 ? '' : `${figure(median(ratios))}×`
    })
    console.log(row('median ratio', medians))
  }
  const right = toolNames.map((tool) => bodyNames.filter((name) => cell(tool, name).mark === '✓').length)
  console.log(
    `\n${row(
      'right in every round',
      right.map((count) => `${count} of ${bodyNames.length}`),
    )}`,
  )
  for (const { tool, failure } of firstFailures(results)) console.log(`\n${tools[tool].title}: ${failure}`)
}

const row = (title, cells) => (title.padEnd(24) + cells.map((text) => text.padStart(19)).join('')).trimEnd()

function cellOf(results) {
  const done = results.filter(({ failure }) => failure === undefined)
  if (done.length === 0) return { mark: '–', ms: Number.NaN }
  const right = results.filter(({ body, isLeaking }) => isLeaking === bodies[body].isLeaky).length
  const mark = right === results.length ? '✓' : right === 0 ? '✗' : '?'
  return { mark, ms: median(done.map(({ ms }) => ms)) }
}

function cellText({ mark, ms }, ours) {
  if (Number.isNaN(ms)) return mark
  const ratio = ours ? `${figure(ms / ours.ms)}×` : ''
  return `${mark} ${figure(ms)}${ratio.padStart(8)}`
}

const firstFailures = (results) => {
  const failures = results.filter(({ failure }) => failure !== undefined)
  return failures.filter(({ tool }, index) => failures.findIndex((other) => other.tool === tool) === index)
}
