/**
 * One tool, one body, in a process of its own: `node check.mjs TOOL BODY` prints `@@{"isLeaking":…,"ms":…}`.
 * The clock starts when everything is loaded.
 */
import { bodies } from './bodies.mjs'

const [toolName, bodyName] = process.argv.slice(2)
const { isLeaking } = await import(`./tools/${toolName}.mjs`)
const { make, isAsync = false } = bodies[bodyName]
const call = make()

const alive = setInterval(() => {}, 1e6)
const start = performance.now()
const verdict = await isLeaking(call, { isAsync })
const ms = performance.now() - start
clearInterval(alive)
// What the body keeps is reachable until here.
globalThis.benchedCall = call
process.stdout.write(`\n@@${JSON.stringify({ isLeaking: verdict, ms })}\n`, () => process.exit(0))
