/** `node from-file.mjs READER SNAPSHOT`: a snapshot file is read, and a path searched to what leaked, in a process that has nothing else. */
import { peakMemory } from './memory.mjs'
import { send } from './result.mjs'

const [reader, snapshot] = process.argv.slice(2)
const { pathLength } = await import(`./readers/${reader}.mjs`)
const memory = peakMemory()
const startMs = performance.now()
const steps = await pathLength(snapshot)
const ms = performance.now() - startMs
if (!(steps > 0)) throw new Error('no path was found')
send({ ms, mb: memory.sinceLast(), steps })
