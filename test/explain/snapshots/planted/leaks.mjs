import { AsyncLocalStorage } from 'node:async_hooks'
import { EventEmitter, setMaxListeners } from 'node:events'
import net from 'node:net'
import { SmallCache, see } from './small-cache.mjs'

// One leak a function: what it is called is what the tests look for. Each is called 16 times while allocations are tracked.

class Job {
  constructor(id) {
    this.id = id
    this.title = `job ${id}`
  }
}

// ----- by the root

const jobs = []
export function inModuleVariable(i) {
  jobs.push(new Job(i))
}

export const exportedJobs = []
export function inExportedVariable(i) {
  exportedJobs.push(new Job(i))
}

class Registry {
  isOpen = true
  static jobs = []
  static #hidden = []
  static hide(job) {
    Registry.#hidden.push(job)
  }
}
export function inClassStatic(i) {
  Registry.jobs.push(new Job(i))
}
export function inPrivateStatic(i) {
  Registry.hide(new Job(i))
}

globalThis.keptJobs = []
export function inGlobalProperty(i) {
  globalThis.keptJobs.push(new Job(i))
}

const anHour = 3_600_000
export function inTimer(i) {
  const job = new Job(i)
  setTimeout(() => job.title, anHour).unref()
}
export function inTimerArgument(i) {
  setTimeout(Boolean, anHour, new Job(i)).unref()
}
export function inInterval(i) {
  const job = new Job(i)
  setInterval(() => job.title, anHour).unref()
}

const resolvers = []
export function inPendingPromise(i) {
  const job = new Job(i)
  const promise = new Promise((resolve) => resolvers.push(resolve))
  promise.then(() => job.title)
}

const waiting = []
async function waitWith(job) {
  await new Promise((resolve) => waiting.push(resolve))
  return job.title
}
export function inAsyncFunction(i) {
  waitWith(new Job(i))
}

const settled = []
export function inSettledPromise(i) {
  settled.push(Promise.resolve(new Job(i)))
}

const resources = []
const storage = new AsyncLocalStorage()
export function inAsyncLocalStorage(i) {
  storage.run(new Job(i), () => {
    const promise = new Promise(() => {})
    promise.then(() => {})
    resources.push(promise)
  })
}

/** The handles below must be closed for a process to end. */
export const handles = { servers: 0 }
let port = 0
export const setPort = (number) => {
  port = number
}
export function inServerHandle(i) {
  const job = new Job(i)
  net
    .createServer(() => job.title)
    .listen(0, '127.0.0.1', () => handles.servers++)
    .unref()
}
export function inSocketHandle(i) {
  const job = new Job(i)
  net
    .connect(port, '127.0.0.1')
    .on('data', () => job.title)
    .unref()
}

export function onStack(i) {
  return new Job(i)
}

const known = new SmallCache()
export function inDependencyOfProject(i) {
  known.remember(new Job(i))
}
export function inPrivateFieldOfDependency(i) {
  known.set(i, new Job(i))
}
export function inDependency(i) {
  see(new Job(i))
}

// ----- by the container

const byNumber = new Map()
export function inMapValue(i) {
  byNumber.set(i, new Job(i))
}
const byJob = new Map()
export function inMapKey(i) {
  byJob.set(new Job(i), true)
}
const jobSet = new Set()
export function inSetEntry(i) {
  jobSet.add(new Job(i))
}
const caches = new Map([
  ['users', []],
  ['jobs', []],
])
export function inNamedMapValue(i) {
  caches.get('jobs').push(new Job(i))
}

const keys = Array.from({ length: 16 }, (_, i) => ({ key: i, of: 'a WeakMap' }))
const byKey = new WeakMap()
export function inWeakMapValue(i) {
  byKey.set(keys[i], new Job(i))
}
const members = Array.from({ length: 16 }, (_, i) => ({ member: i, of: 'a registry' }))
const registry = new FinalizationRegistry(() => {})
export function inHeldValue(i) {
  registry.register(members[i], new Job(i))
}

const list = { head: undefined, tail: undefined }
export function inAppendedList(i) {
  const item = { job: new Job(i), next: undefined }
  if (list.tail) list.tail.next = item
  else list.head = item
  list.tail = item
}
let first
export function inPrependedList(i) {
  first = { job: new Job(i), next: first }
}

const byId = Object.create(null)
export function inDictionary(i) {
  byId[`user:${i}`] = new Job(i)
}
const bySymbol = { [Symbol('kept jobs')]: [] }
const [symbol] = Object.getOwnPropertySymbols(bySymbol)
export function inSymbolProperty(i) {
  bySymbol[symbol].push(new Job(i))
}
const guarded = {}
export function inGetter(i) {
  const job = new Job(i)
  Object.defineProperty(guarded, `job${i}`, { get: () => job.title })
}
const proxies = []
export function inProxy(i) {
  proxies.push(new Proxy(new Job(i), {}))
}

class Tree {
  root = { left: { jobs: [] } }
}
const tree = new Tree()
export function inNestedProperties(i) {
  tree.root.left.jobs.push(new Job(i))
}

// ----- by the function

function makeStore() {
  const hidden = []
  return { add: (job) => hidden.push(job) }
}
const store = makeStore()
export function inClosureVariable(i) {
  store.add(new Job(i))
}
const callbacks = []
export function inCallback(i) {
  const job = new Job(i)
  callbacks.push(function runJob() {
    return job.title
  })
}
const bound = []
function run(job) {
  return job
}
export function inBoundArgument(i) {
  bound.push(run.bind(null, new Job(i)))
}
export function inBoundThis(i) {
  bound.push(run.bind(new Job(i)))
}
const generators = []
function* steps(job) {
  yield job.id
  yield job.title
}
export function inGenerator(i) {
  const generator = steps(new Job(i))
  generator.next()
  generators.push(generator)
}

const target = new EventTarget()
const aborting = new AbortController()
// Warnings would be kept as well.
setMaxListeners(0, process, target, aborting.signal)
export function inEventTarget(i) {
  const job = new Job(i)
  target.addEventListener('done', () => job.title)
}
const emitter = new EventEmitter().setMaxListeners(0)
export function inEmitter(i) {
  const job = new Job(i)
  emitter.on('done', () => job.title)
}
export function inProcessListener(i) {
  const job = new Job(i)
  process.on('planted', () => job.title)
}
export function inAbortSignal(i) {
  const job = new Job(i)
  aborting.signal.addEventListener('abort', () => job.title)
}

// ----- what is held, by its kind

const records = []
export function plainObjects(i) {
  records.push({ id: i, text: `record ${i}` })
}
const texts = []
export function strings(i) {
  texts.push(`a text that is made anew, number ${i}`)
}
const matrix = []
export function arrays(i) {
  matrix.push([`${i}`, { in: 'an array' }])
}
const numbers = []
/** What grows is the table alone. */
export function growingTable(i) {
  for (let each = 0; each < 64; each++) numbers.push(i)
}

/** What is let go before the snapshot is no leak. */
let released = []
export function letGo(i) {
  released.push(new Job(i))
}
export const release = () => {
  released = []
}

// ----- off the heap

const small = []
export function smallBuffers() {
  small.push(new Uint8Array(10_000))
}
const large = new Map()
export function largeBuffers(i) {
  large.set(i, new ArrayBuffer(50_000))
}
const slices = []
/** Of the pool that `Buffer` has, which is kept whole. */
export function poolSlices() {
  slices.push(Buffer.allocUnsafe(3_000))
}
const views = []
/** Two views of one memory. */
export function sharedViews() {
  const memory = new ArrayBuffer(20_000)
  views.push([new Uint8Array(memory, 0, 10), new DataView(memory)])
}
const shared = []
export function sharedMemory() {
  shared.push(new SharedArrayBuffer(4_096))
}
const memories = []
let reserved = 0
/** Since Node 26 it has a buffer only when somebody has asked for it. */
export function wasmMemory() {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 })
  memories.push(memory)
  reserved += memory.buffer.byteLength
}
export const reservedBytes = () => reserved
const tiny = []
/** V8 keeps so few bytes on its heap. */
export function tinyArrays() {
  tiny.push(new Uint8Array(16))
}
