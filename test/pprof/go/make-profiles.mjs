// Makes the profiles of ../profiles anew: `node test/pprof/go/make-profiles.mjs [go] [node] [synthetic]`.
// Those of this package are copies: `node test/pprof/go/make-profiles.mjs ours FOLDER/.vitest-leak/…/base.pb.gz=ours-base …`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { copyNeutral } from './neutral.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '../../..')
const target = join(here, '../profiles')
const folder = mkdtempSync(join(tmpdir(), 'profiles-'))
const replacements = [
  [join(folder, 'requests'), '/opt/requests'],
  [pathToFileURL(join(here, 'app')).href, '/app'],
  [join(here, 'app'), '/app'],
  [root, '/project'],
]

const makers = {
  go() {
    const binary = join(folder, 'requests')
    const environment = { ...process.env, GOCACHE: join(folder, 'cache'), GOFLAGS: '' }
    execFileSync('go', ['build', '-trimpath', '-o', binary, '.'], { cwd: join(here, 'requests'), env: environment })
    execFileSync(binary, [folder], { stdio: 'inherit' })
  },
  node: () => execFileSync(process.execPath, [join(here, 'app/profiles.mjs'), folder], { stdio: 'inherit' }),
  synthetic: () => execFileSync(process.execPath, [join(here, 'synthetic.mjs'), folder], { stdio: 'inherit' }),
}

const [first = '', ...others] = process.argv.slice(2)
try {
  if (first === 'ours') {
    for (const [path, name] of others.map((argument) => argument.split('='))) {
      const project = path.slice(0, path.indexOf('/.vitest-leak/'))
      // Of the end-to-end tests: packages are beside the projects.
      const install = project.replace(/\/projects\/[^/]*$/, '')
      copyNeutral(path, join(target, `${name}.pb.gz`), [[project, '/project'], [install, '/project'], ...replacements])
    }
  } else {
    for (const name of first === '' ? Object.keys(makers) : [first, ...others]) makers[name]()
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.pb.gz'))) {
      copyNeutral(join(folder, file), join(target, file), replacements)
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
