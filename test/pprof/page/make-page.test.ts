import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { pageSources } from '../../../src/artifacts/page/page-sources.ts'
import { main } from '../../../src/cli/main.ts'
import { openBrowser } from '../../../src/cli/page/open-browser.ts'
import { servePage } from '../../../src/cli/page/serve-page.ts'
import type { PageData } from '../../../src/pprof/page/page-data.ts'
import { plain } from '../../../src/report/paint.ts'
import { planned } from './profiles.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'make-page-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const profile = (name: string): string => fileURLToPath(new URL(`../profiles/${name}`, import.meta.url))

async function run(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  const [out, errors]: [string[], string[]] = [[], []]
  const code = await main(args, '0', {
    print: (text) => out.push(text),
    printError: (text) => errors.push(text),
    paint: plain,
  })
  return { code, out: out.join('\n'), errors: errors.join('\n') }
}

const dataOf = (path: string): PageData => {
  const [, json = ''] = /id="data">(.*?)<\/script>/s.exec(readFileSync(path, 'utf8')) ?? []
  return JSON.parse(json)
}

describe('html', () => {
  test('writes a page with all sample types and their graphs', { timeout: 30_000 }, async () => {
    const output = join(folder, 'new', 'page.html')
    expect(await run('html', profile('go-allocs.pb.gz'), '-o', output)).toMatchObject({ code: 0, out: '' })
    const data = dataOf(output)
    expect(data.sampleTypes.map(({ type }) => type)).toEqual([
      'alloc_objects',
      'alloc_space',
      'inuse_objects',
      'inuse_space',
    ])
    expect(data.graphs.every((svg) => svg.includes('</svg>'))).toBe(true)
    // Go's sources are not below the working directory.
    expect(data.sources).toEqual({})
  })

  test('has who holds what leaked, if retainers.json lies beside the profile', { timeout: 30_000 }, async () => {
    cpSync(profile('ours-server-diff.pb.gz'), join(folder, 'diff.pb.gz'))
    const holder = {
      className: 'Uint8Array',
      count: 64,
      total: 64,
      isTable: false,
      root: { kind: 'variable', name: 'users', file: 'src/server.ts', className: 'Map' },
      steps: [{ items: [{ kind: 'value', name: '', className: 'Object' }], times: 1 }],
      suspect: 0,
    }
    const site = {
      function: 'f',
      file: 'src/server.ts',
      line: 9,
      kinds: [],
      candidates: [],
      holders: [holder],
      omittedHolders: 0,
    }
    writeFileSync(join(folder, 'retainers.json'), JSON.stringify({ version: 1, test: 't', calls: 64, sites: [site] }))
    const output = join(folder, 'retainers.html')
    await run('html', join(folder, 'diff.pb.gz'), '-o', output)
    expect(dataOf(output).retainers?.sites[0]?.holders[0]?.path).toEqual([
      { text: 'users in src/server.ts (Map)', isSuspect: true },
      { text: 'value', isSuspect: false },
      { text: 'Object', isSuspect: false },
    ])
    writeFileSync(join(folder, 'retainers.json'), '{"version": 1, "sites": 7}')
    expect((await run('html', join(folder, 'diff.pb.gz'), '-o', output)).code).toBe(0)
    expect(dataOf(output).retainers).toBeNull()
  })

  test.each<[string, string[], RegExp]>([
    ['no file to write', [profile('go-cpu.pb.gz')], /required option '-o, --output <file>' not specified/],
    ['a folder', [profile('go-cpu.pb.gz'), '-o', tmpdir()], /is a folder: give -o a file in it/],
    ['no profile', ['nowhere.pb.gz', '-o', 'x.html'], /there is no file 'nowhere.pb.gz'/],
    ['a sample type that is not there', [profile('go-cpu.pb.gz'), '-o', 'x.html', '--sample-index', 'cakes'], /cakes/],
    ['--json', [profile('go-cpu.pb.gz'), '-o', 'x.html', '--json'], /--json is for reports in words/],
  ])('says what is wrong: %s', async (_, args, message) => {
    const { code, errors } = await run('html', ...args)
    expect(code).toBe(2)
    expect(errors).toMatch(message)
    expect(errors.split('\n')).toHaveLength(1)
  })
})

test('svg and png are pictures', { timeout: 60_000 }, async () => {
  const { code, out } = await run('svg', profile('go-allocs.pb.gz'))
  expect(code).toBe(0)
  expect(out).toMatch(/^<\?xml[\s\S]*<\/svg>$/)
  const path = join(folder, 'graph.png')
  expect((await run('png', profile('go-allocs.pb.gz'), '-o', path)).code).toBe(0)
  expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG')
})

describe('sources of a page', () => {
  const at = (file: string) => planned({ samples: [{ stack: [{ name: 'f', file }], values: [1, 1] }] })

  test('are code below the folder, and nothing else', () => {
    const root = join(folder, 'project')
    mkdirSync(join(root, '.secret'), { recursive: true })
    const files = ['a.ts', '.env', '.secret/b.ts', 'c.json', 'binary.ts', 'large.ts'].map((name) => join(root, name))
    for (const file of files)
      writeFileSync(file, file.endsWith('binary.ts') ? 'a\0b' : file.endsWith('large.ts') ? ' '.repeat(600_000) : 'x')
    writeFileSync(join(folder, 'outside.ts'), 'secret')
    symlinkSync(join(folder, 'outside.ts'), join(root, 'link.ts'))
    const read = (file: string): (string | undefined)[] => [...pageSources(at(file), [root]).values()]
    expect(read(join(root, 'a.ts'))).toEqual(['x'])
    expect(read('a.ts')).toEqual(['x'])
    for (const file of [
      ...files.slice(1),
      join(root, 'link.ts'),
      '../outside.ts',
      join(folder, 'outside.ts'),
      root,
      'file://%00',
    ]) {
      expect(read(file)).toEqual([])
    }
  })
})

describe('web', () => {
  test('serves the page to this machine alone', async () => {
    const { url, close } = await servePage('<p>page', 0)
    try {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
      expect(await (await fetch(url)).text()).toBe('<p>page')
      expect((await fetch(`${url}other`)).status).toBe(404)
      expect((await fetch(url, { method: 'POST' })).status).toBe(404)
      // Fetch would not send a host of our own.
      const rebound = await new Promise<number | undefined>((resolve) =>
        get(url, { headers: { host: 'evil.example' } }, (response) => resolve(response.resume().statusCode)),
      )
      expect(rebound).toBe(403)
    } finally {
      await close()
    }
  })

  test('says that a port is taken', async () => {
    const { url, close } = await servePage('', 0)
    const port = Number(new URL(url).port)
    await expect(servePage('', port)).rejects.toThrow(`port ${port} is taken: give --port another one`)
    await close()
  })
})

// Elsewhere no variable says which browser it is.
describe.skipIf(process.platform !== 'linux')('a browser', () => {
  const url = 'http://127.0.0.1:1/'
  const opened = (browser: string): string[] => {
    vi.stubEnv('DISPLAY', '')
    vi.stubEnv('WAYLAND_DISPLAY', '')
    vi.stubEnv('BROWSER', browser)
    const errors: string[] = []
    void openBrowser(url, { print: () => {}, printError: (text) => errors.push(text), paint: plain })
    return errors
  }
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test('is opened at the address', async () => {
    const [browser, log] = [join(folder, 'browser'), join(folder, 'browser.log')]
    writeFileSync(browser, `#!/bin/sh\necho "$*" > '${log}'\n`, { mode: 0o755 })
    const errors = opened(browser)
    await expect.poll(() => existsSync(log) && readFileSync(log, 'utf8'), { timeout: 10_000 }).toBe(`${url}\n`)
    expect(errors).toEqual([])
  })

  test('that is not there is one sentence', async () => {
    const errors = opened(join(folder, 'no-browser'))
    await expect
      .poll(() => errors, { timeout: 10_000 })
      .toEqual([`vitest-leak: no browser could be opened: open ${url} yourself`])
  })
})
