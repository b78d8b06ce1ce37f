// Profiles that have what recorded ones rarely do: everything the format allows, and what readers disagree about.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Function as Fn, Label, Line, Location, Mapping, Profile, Sample, StringTable, ValueType } from 'pprof-format'

/** A profile of plain data: `stacks` name functions, leaf first, `a+b` being `a` inlined into `b`, `@2` a location without functions. */
function profileOf({ types, samples, functions = {}, mappings = [], ...header }) {
  const strings = new StringTable()
  const text = (value = '') => strings.dedup(value)
  const valueType = ([type, unit]) => new ValueType({ type: text(type), unit: text(unit) })
  const fns = new Map()
  const fnOf = (name) => {
    const known = fns.get(name)
    if (known) return known
    const [plain] = name.split('#')
    const { file = '', systemName = '', startLine = 0, shown = plain } = functions[name] ?? {}
    const fn = new Fn({
      id: fns.size + 1,
      name: text(shown),
      systemName: text(systemName),
      filename: text(file),
      startLine,
    })
    fns.set(name, fn)
    return fn
  }
  const locations = new Map()
  const locationOf = (place) => {
    const known = locations.get(place)
    if (known) return known
    const id = locations.size + 1
    const [names, mapping = mappings.length > 0 ? 1 : 0] = place.split('@')
    const line = names
      .split('+')
      .filter((name) => name !== '')
      .map((part) => {
        const [name, number = 0] = part.split('|')
        return new Line({ functionId: fnOf(name).id, line: Number(number) })
      })
    const made = new Location({
      id,
      mappingId: Number(mapping),
      address: 4096 + id * 16,
      line,
      isFolded: names.endsWith('~'),
    })
    locations.set(place, made)
    return made
  }
  const label = ([key, value, unit]) =>
    typeof value === 'number'
      ? new Label({ key: text(key), num: value, numUnit: text(unit) })
      : new Label({ key: text(key), str: text(value) })
  return new Profile({
    sampleType: types.map(valueType),
    sample: samples.map(
      ([stack, value, labels = []]) =>
        new Sample({
          locationId: stack === '' ? [] : stack.split(' < ').map((place) => locationOf(place).id),
          value,
          label: labels.map(label),
        }),
    ),
    mapping: mappings.map(
      ([file, buildId], index) =>
        new Mapping({
          id: index + 1,
          memoryStart: 4096 * (index + 1),
          memoryLimit: 4096 * (index + 2),
          fileOffset: 0,
          filename: text(file),
          buildId: text(buildId),
          hasFunctions: true,
          hasFilenames: index === 0,
        }),
    ),
    location: [...locations.values()],
    function: [...fns.values()],
    ...(header.period ? { periodType: valueType(header.period), period: header.period[2] } : {}),
    timeNanos: header.time ?? 0n,
    durationNanos: header.duration ?? 0n,
    comment: (header.comments ?? []).map(text),
    defaultSampleType: text(header.defaultType),
    dropFrames: text(header.drop),
    keepFrames: text(header.keep),
    stringTable: strings,
  })
}

const SPACE = [
  ['objects', 'count'],
  ['space', 'bytes'],
]

const mulberry = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

/** Stacks over few functions: recursion, inlining, ties and doubles come by themselves. All values are different, or orders are random. */
function random(seed, negative) {
  const next = mulberry(seed)
  const pick = (count) => Math.floor(next() * count)
  const place = () => {
    const name = `f${pick(20)}|${1 + pick(9)}`
    return next() < 0.2 ? `g${pick(4)}|${1 + pick(9)}+${name}` : name
  }
  const samples = Array.from({ length: 20 + pick(80) }, (_, index) => {
    const stack = Array.from({ length: 1 + pick(9) }, place).join(' < ')
    const size = 1 + index + Math.floor(next() * 10 ** (1 + pick(8)))
    const labels =
      next() < 0.3
        ? [
            ['worker', `w${pick(3)}`],
            ['bytes', 2 ** pick(16), 'bytes'],
          ]
        : []
    return [stack, [1 + pick(100), negative && next() < 0.4 ? -size : size], labels]
  })
  const functions = Object.fromEntries(
    ['f', 'g'].flatMap((letter) =>
      Array.from({ length: 20 }, (_, i) => [
        `${letter}${i}`,
        { file: `/app/src/${letter}${i % 4}.ts`, startLine: 1 + (i % 3) },
      ]),
    ),
  )
  return { types: SPACE, samples, functions, time: 1_700_000_000_000_000_000n + BigInt(seed) }
}

const profiles = {
  'one-sample': { types: SPACE, samples: [['main', [1, 1024]]] },
  'no-samples': { types: SPACE, samples: [], time: 1_700_000_000_000_000_000n },
  'only-zeros': {
    types: SPACE,
    samples: [
      ['a < main', [0, 0]],
      ['b < main', [0, 0]],
    ],
  },
  'zero-space': {
    types: SPACE,
    samples: [
      ['a < main', [3, 0]],
      ['b < main', [4, 0]],
    ],
  },
  header: {
    types: [
      ['samples', 'count'],
      ['cpu', 'nanoseconds'],
    ],
    samples: [
      ['spin < run < main', [90, 900_000_000]],
      ['wait < main', [1, 12_345_678]],
      ['gc', [1, 999]],
    ],
    mappings: [
      ['/usr/local/bin/server', 'abc123'],
      ['/lib/libc.so.6', ''],
      ['[vdso]', ''],
    ],
    comments: ['first comment', '#not shown', 'second comment'],
    time: 1_719_792_000_123_456_789n,
    duration: 90_500_000_000n,
    period: ['cpu', 'nanoseconds', 10_000_000],
    defaultType: 'cpu',
  },
  inlining: {
    types: SPACE,
    samples: [
      ['push|3+add|9+serve|20 < main|5', [1, 4096]],
      ['push|4 < flush|30 < main|6', [2, 2048]],
      ['add|9+serve|21 < main|5', [1, 512]],
      ['grow|1+push|3+add|9+serve|20 < main|5', [1, 100_000]],
      ['grow|1+grow|2+grow|3 < main|7', [1, 77]],
    ],
    functions: Object.fromEntries(
      ['push', 'add', 'serve', 'flush', 'main', 'grow'].map((name, i) => [
        name,
        { file: '/app/handler.mjs', startLine: i + 1 },
      ]),
    ),
  },
  labels: {
    types: SPACE,
    samples: [
      [
        'a < main',
        [1, 1000],
        [
          ['route', '/users'],
          ['route', '/orders'],
          ['bytes', 512, 'bytes'],
        ],
      ],
      [
        'a < main',
        [1, 3000],
        [
          ['route', '/users'],
          ['bytes', 512, 'bytes'],
          ['bytes', 1_048_576, 'bytes'],
        ],
      ],
      [
        'b < main',
        [2, 50_000],
        [
          ['latency', 1_500_000, 'nanoseconds'],
          ['größe', 'ä ö'],
          ['retries', 3],
        ],
      ],
      [
        'b < main',
        [2, 60],
        [
          ['latency', 20, 'nanoseconds'],
          ['request', 4096],
          ['alignment', 8],
        ],
      ],
      ['c < main', [5, 7]],
    ],
  },
  'mixed-units': {
    types: SPACE,
    samples: [
      [
        'a < main',
        [1, 10],
        [
          ['wait', 5, 'ms'],
          ['wait', 7, 'seconds'],
          ['wait', 9],
        ],
      ],
      ['b < main', [1, 20], [['wait', 5, 'us']]],
    ],
  },
  names: {
    types: SPACE,
    samples: [
      ['cpp1 < cpp2 < main', [1, 5000]],
      ['cpp3 < java < main', [1, 4000]],
      ['system < main', [1, 3000]],
      ['größe < 日本 < main', [1, 2000]],
      ['🚰 < \ufb01 < main', [1, 1000]],
      ['open < main', [1, 300]],
    ],
    functions: {
      cpp1: {
        shown: 'std::vector<int, std::allocator<int>>::push_back(int&&)',
        systemName: 'std::vector<int, std::allocator<int>>::push_back(int&&)',
      },
      cpp2: { shown: 'Foo::operator()(int)', systemName: 'Foo::operator()(int)', file: 'a//b/../c.cc' },
      cpp3: { shown: '', systemName: 'ns::Bar<T>' },
      java: { shown: 'com.example.Foo.<init>', systemName: 'com.example.Foo.<init>' },
      system: { shown: 'pretty', systemName: 'ugly<T>' },
      open: { shown: 'unbalanced<T', systemName: 'unbalanced<T', file: './x/./y/' },
    },
  },
  unsymbolized: {
    types: [['cpu', 'milliseconds']],
    samples: [
      ['@1 < @2', [40]],
      ['@2', [7]],
      ['known < @1', [100]],
      ['@3 < known@3', [5]],
    ],
    mappings: [
      ['/opt/app/server', 'id1'],
      ['/lib/x86/libc.so', ''],
      ['', ''],
    ],
  },
  drop: {
    types: SPACE,
    samples: [
      ['malloc < operator_new < make < main', [1, 800]],
      ['malloc_hook < malloc < keep_malloc < main', [1, 400]],
      ['malloc < malloc', [1, 200]],
      ['malloc+wrap < main', [1, 100]],
    ],
    drop: 'malloc.*|operator_new|keep_.*',
    keep: 'keep_.*',
  },
  doubles: {
    types: SPACE,
    samples: [
      ['a < main', [1, 100]],
      ['a < main', [1, -100]],
      ['b < main', [2, 50]],
      ['b < main', [3, 70], [['k', 'v']]],
      ['b < main', [4, 90], [['k', 'v']]],
      ['', [1, 1000]],
      ['c < b < main', [-1, -30]],
    ],
  },
  'small-shares': {
    types: SPACE,
    samples: Array.from({ length: 120 }, (_, i) => [`leaf${i} < mid${i % 7} < main`, [1, 3 + Math.floor(1.21 ** i)]]),
  },
  gcu: {
    types: [['work', 'milligcu']],
    samples: [
      ['a', [1_234_567]],
      ['b', [999]],
      ['c', [1]],
    ],
  },
  hours: {
    types: [['wall', 'seconds']],
    samples: [
      ['a', [7_300]],
      ['b', [59]],
      ['c', [3_600]],
    ],
    duration: 7_300_000_000_000n,
  },
  'own-unit': {
    types: [
      ['widgets', 'widgets'],
      ['latency', 'μs'],
    ],
    samples: [
      ['a', [12, 5]],
      ['b', [3, 1_999]],
    ],
  },
  'huge-bytes': {
    types: SPACE,
    samples: [
      ['a', [1, 2 ** 52]],
      ['b', [1, 3 * 2 ** 40]],
      ['c', [1, 1]],
    ],
  },
  halves: {
    types: SPACE,
    samples: [
      ['a', [1, 97]],
      ['b', [1, 5]],
      ['c', [1, 698]],
      ['d', [8, 128 + 1024]],
    ],
  },
  files: {
    types: SPACE,
    samples: [
      ['get#1|3 < get#2|9 < main', [1, 600]],
      ['get#2|8 < main', [1, 500]],
      ['get#3|3', [1, 5]],
    ],
    functions: {
      'get#1': { file: '/app/lru.ts', startLine: 2 },
      'get#2': { file: '/app/map.ts', startLine: 7 },
      'get#3': { file: '/proc/self/cwd/src/../get.ts', startLine: 3 },
    },
    mappings: [['file:///app/main.js', '']],
  },
  'random-1': random(1, false),
  'random-2': random(2, false),
  'random-3': random(3, true),
  'random-4': random(4, true),
  'random-5': random(5, false),
}

const [, , folder] = process.argv
for (const [name, data] of Object.entries(profiles)) {
  writeFileSync(join(folder, `synthetic-${name}.pb.gz`), gzipSync(profileOf(data).encode(), { level: 9 }))
}
