const seconds = (ms) => (ms / 1000).toFixed(2)
const megabytes = (mb) => mb.toFixed(0)
const row = (title, cells) => (title.padEnd(18) + cells.map((text) => text.padStart(11)).join('')).trimEnd()
const titleOf = ({ kind, megabytes: size }) => `${size} MB of ${kind}`

/** What a failing assertion waits for, and the memory that it needs meanwhile. */
export function printStages(results) {
  console.log(
    `\nA leak explained on a heap: seconds, and the most MB over the process's before (Node ${process.version}).`,
  )
  console.log('V8 has the calls while it tracks them, and writes the snapshot; what is read and searched is ours.\n')
  console.log(
    row('', [
      'heap MB',
      'objects',
      'whole s',
      'calls',
      'V8 writes',
      'read',
      'search',
      'whole MB',
      'of V8',
      'ours',
      'V8/object',
    ]),
  )
  for (const result of results) {
    const { explained } = result
    console.log(
      explained.failure ? `${titleOf(result)}: ${explained.failure}` : row(titleOf(result), stageCells(explained)),
    )
  }
}

function stageCells({ heapMB, nodes, stages: { calls, writing, reading, searching } }) {
  const times = [calls, writing, reading, searching].map(({ ms }) => ms)
  const ofV8 = Math.max(calls.mb, writing.mb)
  const whole = Math.max(ofV8, reading.mb, searching.mb)
  return [
    megabytes(heapMB),
    nodes.toLocaleString('en'),
    ...[times.reduce((sum, ms) => sum + ms, 0), ...times].map(seconds),
    megabytes(whole),
    megabytes(ofV8),
    `+${megabytes(whole - ofV8)}`,
    `${megabytes((ofV8 * 1024 * 1024) / nodes)} B`,
  ]
}

/** The same file in processes that have nothing else; ratios to the first reader, who is us. */
export function printReaders(results, readers) {
  console.log(
    '\nThe same snapshot, read from its file by a process of its own: seconds and MB to a path, × as much as ours.\n',
  )
  console.log(
    row(
      '',
      readers.flatMap((reader) => [`${reader} s`, 'MB', ...(reader === readers[0] ? [] : ['× s', '× MB'])]),
    ),
  )
  for (const result of results) {
    const ours = result.byReader[readers[0]]
    console.log(
      row(
        titleOf(result),
        readers.flatMap((reader) => readerCells(result.byReader[reader], ours)),
      ),
    )
    for (const reader of readers) {
      const { failure } = result.byReader[reader]
      if (failure) console.log(`  ${reader} fails: ${failure}`)
    }
  }
}

function readerCells({ ms, mb, failure }, ours) {
  const isOurs = ms === ours.ms
  if (failure) return isOurs ? ['–', '–'] : ['–', '–', '–', '–']
  const cells = [seconds(ms), megabytes(mb)]
  return isOurs ? cells : [...cells, `${(ms / ours.ms).toFixed(1)}×`, `${(mb / ours.mb).toFixed(1)}×`]
}
