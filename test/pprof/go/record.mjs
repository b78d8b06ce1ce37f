// Records what `go tool pprof` prints of ../profiles, in ../report/__golden__: `node test/pprof/go/record.mjs`.
// With `--check` it writes nothing and fails where that is not what is recorded. Names of groups do only those.
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { casesOf, goArguments, pairGroups } from './cases.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const golden = join(here, '../report/__golden__')
const isCheck = process.argv.includes('--check')
const asked = process.argv.slice(2).filter((argument) => argument !== '--check')

// Itself is started faster than by `go tool`, of which there are some 1,500.
const pprof = execFileSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8' }).trim()
const home = mkdtempSync(join(tmpdir(), 'pprof-record-'))
const environment = { ...process.env, TZ: 'UTC', HOME: home, PPROF_TMPDIR: home, PPROF_BINARY_PATH: home }

const options = { cwd: resolve(here, '../../..'), env: environment, maxBuffer: 2 ** 28 }
const print = (args) =>
  new Promise((done) => {
    execFile(pprof, goArguments(args), options, (error, stdout, stderr) =>
      done(
        error ? `exit ${error.code}: ${stderr.trim().split('\n').at(-1)}\n` : stdout.replaceAll(options.cwd, '<cwd>'),
      ),
    )
  })

// Where Go goes through a map, its output may differ from run to run.
async function stable(args) {
  const outputs = await Promise.all(Array.from({ length: isCheck ? 1 : 3 }, () => print(args)))
  if (outputs.every((output) => output === outputs[0])) return outputs[0]
  console.warn(`left out, Go prints something else each time: ${args.join(' ')}`)
  return undefined
}

async function section(args) {
  const output = await stable(args)
  return output === undefined ? '' : `$ vitest-leak ${JSON.stringify(args)}\n${output}`
}

/** All of them, a few at a time. */
async function sections(all) {
  const texts = []
  for (let index = 0; index < all.length; index += 4) {
    texts.push(...(await Promise.all(all.slice(index, index + 4).map(section))))
  }
  return texts.join('')
}

const groups = [
  ...readdirSync(join(here, '../profiles'))
    .filter((name) => name.endsWith('.pb.gz'))
    .map((name) => name.slice(0, -'.pb.gz'.length)),
  ...pairGroups,
].filter((group) => asked.length === 0 || asked.includes(group))
let different = 0
try {
  mkdirSync(golden, { recursive: true })
  for (const group of groups) {
    const path = join(golden, `${group}.txt`)
    if (!isCheck) {
      writeFileSync(path, await sections(casesOf(group)))
      continue
    }
    const recorded = readFileSync(path, 'utf8')
    const known = casesOf(group).filter((args) => recorded.includes(`$ vitest-leak ${JSON.stringify(args)}\n`))
    if ((await sections(known)) === recorded) continue
    different++
    console.error(`${group}: Go prints something else than what is recorded`)
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}
process.exitCode = different > 0 ? 1 : 0
