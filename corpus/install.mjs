import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const HERE = import.meta.dirname

/** Installs what the bodies need, unless it is all there. */
export function installBodies(root) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const isMissing = (name) => !existsSync(join(root, 'node_modules', name, 'package.json'))
  if (!Object.keys(dependencies).some(isMissing)) return
  console.log('Installing the packages of the corpus …')
  npm(['install', '--legacy-peer-deps', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'], root)
}

/**
 * Builds and packs this package, and puts it where the config finds it as `vitest-leak`: frames of a checkout's own `dist` would be
 * taken for the package's, and so would the bodies beside it.
 */
export function installPackage() {
  const folder = join(HERE, 'node_modules/vitest-leak')
  const packed = mkdtempSync(join(tmpdir(), 'vitest-leak-corpus-'))
  try {
    const args = ['pack', '--json', '--silent', '--pack-destination', packed]
    const filename = /"filename":\s*"([^"]+)"/.exec(npm(args, join(HERE, '..')))?.[1]
    if (!filename) throw new Error('npm pack named no file')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    execFileSync('tar', ['-xzf', join(packed, filename), '-C', folder, '--strip-components=1'])
  } finally {
    rmSync(packed, { recursive: true, force: true })
  }
}

const npm = (args, cwd) =>
  execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
