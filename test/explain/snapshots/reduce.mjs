// Makes a snapshot small: what is on the ways to the planted objects, from all roots, and what is near.

/** References that are followed back from each object. */
const STEPS_BACK = 3
/** What more objects than these refer to (a prototype, `undefined`) is followed back no further. */
const MOST_REFERRERS = 24
/** Objects of one scope more than the search takes for roots. */
const SIBLINGS = 17
const HERE = new URL('.', import.meta.url).href
/** What V8 knows a script by: a URL, or of CommonJS a path. */
const PROJECT = 'file:///project/src/'

/**
 * @param snapshot as parsed
 * @param sites names of the functions that have planted something
 * @returns a snapshot of the same form
 */
export function reduced(snapshot, sites) {
  const graph = graphOf(snapshot)
  const { count, edgesOf, edge, node, name } = graph
  const kept = new Uint8Array(count)
  const keep = (each) => {
    if (each === undefined || kept[each]) return false
    kept[each] = 1
    return true
  }

  const planted = tracesOf(snapshot, sites)
  const targets = []
  for (let each = 0; each < count; each++) if (planted.has(node(each).trace)) targets.push(each)

  // Back from them, a few steps.
  let border = targets.filter(keep)
  for (let step = 0; step < STEPS_BACK; step++) {
    border = border.flatMap((each) => {
      const referrers = graph.strongReferrers(each)
      return referrers.length > MOST_REFERRERS ? [] : referrers.filter(keep)
    })
  }
  // From the roots to all of those, each on the way of fewest references, without and with a variable's scope as the beginning.
  const isScope = (each) => /^system \/ (?:.* )?Context(?: |$)/.test(name(each)) || each === 0
  const ways = [graph.waysFrom([0]), graph.waysFrom(Array.from({ length: count }, (_, i) => i).filter(isScope))]
  for (const before of ways) {
    for (let each = 0; each < count; each++) {
      if (kept[each] !== 1) continue
      for (let at = before[each]; at >= 0 && kept[at] === 0; at = before[at]) kept[at] = 2
    }
  }
  for (let each = 0; each < count; each++) if (kept[each]) kept[each] = 1

  // What names them: classes, scripts, shapes, scopes.
  keep(0)
  for (const each of edgesOf(0)) {
    const to = edge(each).to
    keep(to)
    if (name(to) === '(GC roots)') for (const category of edgesOf(to)) keep(edge(category).to)
  }
  const siblings = new Map()
  for (let each = 0; each < count; each++) {
    const info = isScope(each) ? graph.child(each, 'scope_info') : undefined
    if (info !== undefined) siblings.set(info, [...(siblings.get(info) ?? []), each])
  }
  const projectScripts = new Set()
  for (let each = 0; each < count; each++)
    if (/\/snapshots\/planted\/|^\/project\//.test(name(each))) projectScripts.add(each)
  const queue = Array.from({ length: count }, (_, i) => i).filter((each) => kept[each])
  const also = (...nodes) => {
    for (const each of nodes) if (keep(each)) queue.push(each)
  }
  const { child } = graph
  const isPlanted = new Set(targets)
  for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
    const { type } = node(each)
    const context = child(each, 'context')
    if (type === 'closure') {
      const shared = child(each, 'shared')
      also(shared, context)
      if (shared !== undefined) also(child(shared, 'script'), child(shared, 'script_or_debug_info'))
    } else if (isScope(each)) {
      const info = child(each, 'scope_info')
      also(info, child(each, 'previous'), child(each, 'extension'))
      if (info === undefined) continue
      also(...siblings.get(info).slice(0, SIBLINGS))
      const variables = edgesOf(each).filter((variable) => edge(variable).type === 'hidden')
      also(...variables.map((variable) => edge(variable).to))
      if (variables.length > 0)
        also(
          ...edgesOf(info)
            .map((text) => edge(text).to)
            .filter((text) => node(text).type === 'string'),
        )
      // A function of it, which tells the script.
      also(graph.closureOf(each))
    } else if (type === 'object') {
      const prototype = child(each, '__proto__')
      also(prototype, prototype === undefined ? undefined : child(prototype, 'constructor'))
      if (isPlanted.has(each)) {
        const map = child(each, 'map')
        const descriptors = map === undefined ? undefined : child(map, 'descriptors')
        also(map, descriptors)
        if (descriptors !== undefined)
          also(
            ...edgesOf(descriptors)
              .map((key) => edge(key).to)
              .filter((key) => node(key).type === 'string'),
          )
        also(child(each, 'buffer'), child(each, 'array_buffer'))
      }
      also(child(each, 'backing_store'))
    } else if (type === 'array') {
      // The keys of what is kept.
      let before
      for (const entry of edgesOf(each)) {
        if (kept[edge(entry).to] && before !== undefined && node(before).type === 'string') also(before)
        before = edge(entry).to
      }
    } else if (name(each) === 'system / SourceTextModule') {
      for (const table of edgesOf(each)) {
        const entries = edgesOf(edge(table).to)
        if (!entries.some((entry) => name(edge(entry).to) === 'system / Cell' && kept[child(edge(entry).to, 'value')]))
          continue
        also(edge(table).to, ...entries.map((entry) => edge(entry).to))
      }
    }
  }
  return written(snapshot, graph, kept)
}

function graphOf({ snapshot: { meta, node_count: count }, nodes, edges, strings }) {
  const N = meta.node_fields.length
  const E = meta.edge_fields.length
  const [TYPE, NAME, EDGES, TRACE] = ['type', 'name', 'edge_count', 'trace_node_id'].map((field) =>
    meta.node_fields.indexOf(field),
  )
  const firstEdge = new Uint32Array(count + 1)
  for (let i = 0; i < count; i++) firstEdge[i + 1] = firstEdge[i] + nodes[i * N + EDGES]
  const edge = (i) => {
    const type = meta.edge_types[0][edges[i * E]]
    const name = edges[i * E + 1]
    return { type, name: type === 'element' || type === 'hidden' ? name : strings[name], to: edges[i * E + 2] / N }
  }
  const edgesOf = (i) => Array.from({ length: firstEdge[i + 1] - firstEdge[i] }, (_, j) => firstEdge[i] + j)
  const node = (i) => ({ type: meta.node_types[TYPE][nodes[i * N + TYPE]], trace: nodes[i * N + TRACE] })
  const name = (i) => strings[nodes[i * N + NAME]]
  const isStrong = (i) => meta.edge_types[0][edges[i * E]] !== 'weak'
  const child = (i, wanted) => {
    for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) {
      const each = edge(e)
      if (each.name === wanted) return each.to
    }
  }
  const referrers = Array.from({ length: count }, () => [])
  for (let i = 0; i < count; i++) {
    for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) if (isStrong(e)) referrers[edges[e * E + 2] / N].push(i)
  }
  const closures = new Map()
  for (let i = 0; i < count; i++) {
    if (node(i).type !== 'closure') continue
    for (let at = child(i, 'context'); at !== undefined && !closures.has(at); at = child(at, 'previous'))
      closures.set(at, i)
  }
  return {
    count,
    edge,
    edgesOf,
    node,
    name,
    child,
    strongReferrers: (i) => referrers[i],
    closureOf: (context) => closures.get(context),
    /** By node: the one before it on a shortest way from any of these. */
    waysFrom(roots) {
      const before = new Int32Array(count).fill(-2)
      for (const root of roots) before[root] = -1
      const queue = [...roots]
      for (let at = 0; at < queue.length; at++) {
        const from = queue[at]
        for (let e = firstEdge[from]; e < firstEdge[from + 1]; e++) {
          const to = edges[e * E + 2] / N
          if (!isStrong(e) || before[to] !== -2) continue
          before[to] = from
          queue.push(to)
        }
      }
      return before
    },
  }
}

/** Trace nodes whose stack has one of these functions. */
function tracesOf({ snapshot: { meta }, trace_function_infos: infos, trace_tree: tree, strings }, names) {
  const fields = meta.trace_function_info_fields
  const isWanted = (index) => names.includes(strings[infos[index * fields.length + fields.indexOf('name')]])
  const found = new Set()
  const walk = (children, isInside) => {
    for (let i = 0; i < children.length; i += 5) {
      const inside = isInside || isWanted(children[i + 1])
      if (inside) found.add(children[i])
      walk(children[i + 4], inside)
    }
  }
  walk(tree, false)
  return found
}

function written(
  { snapshot: { meta }, nodes, edges, strings, trace_function_infos: infos, trace_tree: tree, locations },
  graph,
  kept,
) {
  const N = meta.node_fields.length
  const [NAME, ID, EDGES, TRACE] = ['name', 'id', 'edge_count', 'trace_node_id'].map((field) =>
    meta.node_fields.indexOf(field),
  )
  const place = new Int32Array(graph.count).fill(-1)
  let count = 0
  for (let i = 0; i < graph.count; i++) if (kept[i]) place[i] = count++

  const texts = []
  const textIndex = new Map()
  const text = (index) => {
    const string = withoutMachine(strings[index])
    if (!textIndex.has(string)) {
      textIndex.set(string, texts.length)
      texts.push(string)
    }
    return textIndex.get(string)
  }
  const result = { nodes: [], edges: [], locations: [] }
  const traces = new Set()
  for (let i = 0; i < graph.count; i++) {
    if (!kept[i]) continue
    const row = nodes.slice(i * N, (i + 1) * N)
    const own = graph.edgesOf(i).filter((each) => kept[graph.edge(each).to])
    row[NAME] = text(row[NAME])
    row[ID] = 2 * place[i] + 1
    row[EDGES] = own.length
    traces.add(row[TRACE])
    result.nodes.push(...row)
    for (const each of own) {
      const { type, to } = graph.edge(each)
      const name = edges[each * 3 + 1]
      result.edges.push(edges[each * 3], type === 'element' || type === 'hidden' ? name : text(name), place[to] * N)
    }
  }
  const L = meta.location_fields.length
  for (let at = 0; at < locations.length; at += L) {
    const i = locations[at] / N
    if (kept[i]) result.locations.push(place[i] * N, ...locations.slice(at + 1, at + L))
  }

  const F = meta.trace_function_info_fields
  const functions = []
  const functionIndex = new Map()
  const functionOf = (index) => {
    if (!functionIndex.has(index)) {
      const row = infos.slice(index * F.length, (index + 1) * F.length)
      for (const field of ['name', 'script_name']) row[F.indexOf(field)] = text(row[F.indexOf(field)])
      functionIndex.set(index, functions.length / F.length)
      functions.push(...row)
    }
    return functionIndex.get(index)
  }
  /** Branches that made something that is kept. */
  const pruned = (children) => {
    const some = []
    for (let i = 0; i < children.length; i += 5) {
      const [id, index, objects, bytes, below] = children.slice(i, i + 5)
      const rest = pruned(below)
      if (traces.has(id) || rest.length > 0) some.push(id, functionOf(index), objects, bytes, rest)
    }
    return some
  }
  const traceTree = pruned(tree)
  return {
    snapshot: {
      meta,
      node_count: count,
      edge_count: result.edges.length / 3,
      trace_function_count: functions.length / F.length,
    },
    nodes: result.nodes,
    edges: result.edges,
    trace_function_infos: functions,
    trace_tree: traceTree,
    samples: [],
    locations: result.locations,
    strings: texts,
  }
}

/** Names that tell where this was recorded, and texts of scripts. */
function withoutMachine(string) {
  const name = string
    .replace(`${HERE}planted/small-cache.mjs`, 'file:///project/node_modules/small-cache/index.mjs')
    .replace(`${HERE}planted/`, PROJECT)
    .replace(HERE, PROJECT)
  return name.length > 120 || /\/(?:work|home|Users|tmp|root)\//.test(name) ? '…' : name
}
