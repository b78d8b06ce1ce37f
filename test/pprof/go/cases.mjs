// What is compared with `go tool pprof`: command lines of ours, and the same in its options.

const FOLDER = 'test/pprof/profiles'
const SOURCES = 'test/pprof/go:test/pprof/go/app'

const forAll = [
  ['top'],
  ['top', '--cum', '-n', '5'],
  ['top', '--sample-index', '0'],
  ['top', '--nodefraction', '0.05'],
  ['top', '--nodefraction', '0'],
  ['top', '--granularity', 'lines', '-n', '12'],
  ['top', '--granularity', 'addresses', '-n', '12'],
  ['top', '--granularity', 'files'],
  ['top', '--granularity', 'filefunctions', '--cum'],
  ['top', '--unit', 'kB'],
  ['top', '--unit', 'ms'],
  ['top', '--focus', '(?i)MAIN|users|F1[0-5]', '--ignore', 'gc|^f3$'],
  ['top', '--hide', '^runtime\\.|f[12]$', '--relative-percentages', '--focus', 'a'],
  ['top', '--show', 'main|handle|^f\\d$|^(?P<x>b)', '-n', '8'],
  ['top', '--tagfocus', 'w1|users|route'],
  ['tree'],
  ['tree', '--cum', '-n', '6', '--edgefraction', '0.05'],
  ['tree', '-n', '4', '--granularity', 'lines'],
  ['peek', 'main|f1$|handle'],
  ['peek', '^nothing has this name$'],
  ['traces'],
  ['traces', '--granularity', 'lines', '--hide', 'runtime', '--unit', 'B'],
  ['tags'],
  ['tags', '--unit', 'kB'],
  ['list', 'main\\.|handle|Request|f1$|get|push', '--source-path', SOURCES],
  ['raw'],
]

const own = {
  'go-heap-2000': [
    ['top', '--sample-index', 'inuse_space', '--unit', 'MB'],
    ['top', '--sample-index', 'alloc_objects'],
    ['top', '--tagfocus', 'bytes=900kb:'],
    ['top', '--tagignore', 'bytes=:1mb'],
  ],
  'go-heap-cleared': [
    ['top', '--sample-index', 'inuse_space'],
    ['top', '--sample-index', 'alloc_space'],
    ['top', '--sample-index', 'nothing'],
    ['top', '--sample-index', '7'],
  ],
  'go-heap-collections': [
    ['top', '--sample-index', 'alloc_objects', '--granularity', 'lines'],
    ['list', 'Push|grow', '--source-path', SOURCES],
    ['list', 'mallocgc|grow'],
  ],
  'go-cpu': [
    ['top', '--tagfocus', 'route=/users', '--relative-percentages'],
    ['top', '--tagignore', 'route:/users'],
    ['list', 'main\\.(work|hash|mix)', '--source-path', SOURCES],
    ['top', '--sample-index', '0', '--unit', 'seconds'],
  ],
  'go-goroutine': [
    ['tags', '--tagfocus', 'worker=1'],
    ['top', '--tagfocus', 'worker'],
  ],
  'node-heap': [
    ['list', 'createUser|Entry|add', '--source-path', SOURCES],
    ['top', '--sample-index', 'objects'],
  ],
  'node-time': [
    ['top', '--sample-index', 'sample'],
    ['list', 'spin', '--source-path', SOURCES],
  ],
  'synthetic-labels': [
    ['tags', '--tagfocus', '512B'],
    ['top', '--tagfocus', 'bytes=1mb'],
    ['top', '--tagfocus', 'latency=1ms:2ms'],
    ['top', '--tagfocus', 'route=users,orders'],
    ['top', '--tagfocus', 'users,orders'],
    ['traces', '--tagignore', 'retries=3'],
    ['raw', '--tagfocus', 'request=1kb:'],
    ['raw', '--focus', 'b'],
  ],
  'synthetic-inlining': [
    ['raw', '--hide', 'add'],
    ['traces', '--show', 'push|main'],
    ['peek', 'push'],
    ['list', 'add|serve|grow', '--source-path', SOURCES],
    ['top', '--hide', 'grow', '--granularity', 'lines'],
  ],
  'synthetic-unsymbolized': [
    ['top', '--focus', 'libc'],
    ['top', '--hide', 'server'],
    ['traces', '--show', 'server'],
  ],
  'synthetic-files': [
    ['list', 'get', '--source-path', '/nowhere'],
    ['list', 'get', '--source-path', '/x/app'],
  ],
  'synthetic-names': [
    ['list', 'Foo|Bar|open', '--source-path', SOURCES],
    ['peek', '日本|größe|🚰'],
    ['top', '--focus', '\\pL{2}'],
  ],
}

const pairs = [
  ['go-heap-1000', 'go-heap-2000'],
  ['go-heap-2000', 'go-heap-cleared'],
  ['node-heap', 'node-heap-later'],
  ['ours-server-base', 'ours-server-current'],
  ['synthetic-random-1', 'synthetic-random-2'],
  ['synthetic-random-3', 'synthetic-random-4'],
]

const file = (name) => `${FOLDER}/${name}.pb.gz`

const forPairs = (base, current) => [
  ['diff', file(base), file(current)],
  ['diff', file(base), file(current), '--cum', '-n', '7', '--sample-index', '0'],
  ['diff', file(base), file(current), '--normalize'],
  ['top', file(current), '--base', file(base)],
  ['top', file(current), '--base', file(base), '--granularity', 'lines'],
  ['tree', file(current), '--base', file(base), '-n', '10'],
  ['tree', file(current), '--diff-base', file(base)],
  ['traces', file(current), '--base', file(base)],
  ['tags', file(current), '--diff-base', file(base)],
  ['raw', file(current), '--diff-base', file(base)],
  ['list', 'handle|newUser|avatar|Request|f2', file(current), '--base', file(base), '--source-path', SOURCES],
  ['top', file(base), file(current)],
  ['raw', file(base), file(current)],
]

const PATTERN_COMMANDS = ['list', 'peek']

/** The command lines of a group, which is a profile or a pair of them. */
export function casesOf(group) {
  const pair = pairs.find((one) => one.join('-and-') === group)
  if (pair) return forPairs(...pair)
  return [...forAll, ...(own[group] ?? [])].map(([command, ...args]) => {
    const patterns = PATTERN_COMMANDS.includes(command) ? args.slice(0, 1) : []
    return [command, ...patterns, file(group), ...args.slice(patterns.length)]
  })
}

export const pairGroups = pairs.map((one) => one.join('-and-'))

const SWITCHES = ['--cum', '--relative-percentages', '--normalize']

/** The same command line as `go tool pprof` has it. */
export function goArguments([command, ...args]) {
  const options = []
  const operands = []
  for (let index = 0; index < args.length; index++) {
    const name = args[index]
    if (!name.startsWith('-')) operands.push(name)
    else if (SWITCHES.includes(name)) options.push(goName(name))
    else {
      const value = args[++index]
      options.push(name === '--granularity' ? `-${value}` : `${name === '-n' ? '-nodecount' : goName(name)}=${value}`)
    }
  }
  if (command === 'diff') return ['-top', ...options, `-diff_base=${operands[0]}`, operands[1]]
  if (PATTERN_COMMANDS.includes(command)) return [`-${command}=${operands[0]}`, ...options, ...operands.slice(1)]
  return [`-${command}`, ...options, ...operands]
}

const goName = (name) => `-${name.slice(2).replaceAll('-', '_')}`
