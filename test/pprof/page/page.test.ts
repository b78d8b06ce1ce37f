import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { pageAssets } from '../../../src/artifacts/page/page-assets.ts'
import { dotOf } from '../../../src/cli/picture/dot-of.ts'
import { svgOf } from '../../../src/cli/picture/svg-of.ts'
import type { PageRetainers } from '../../../src/pprof/page/page-data.ts'
import { type PageInput, profilePage } from '../../../src/pprof/page/profile-page.ts'
import type { PprofProfile } from '../../../src/pprof/pprof-profile.ts'
import { chromiumPath, launch } from './chromium.ts'
import { planned } from './profiles.ts'

let browser: Browser
let folder = ''
const open: Page[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'page-'))
  if (chromiumPath !== undefined) browser = await launch()
}, 60_000)
afterEach(async () => {
  for (const page of open.splice(0)) await page.close()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Opened {
  readonly page: Page
  /** What must not be: errors, and requests besides that for the page. */
  readonly faults: string[]
}

async function opened(
  input: Omit<PageInput, 'assets' | 'title'> & { readonly title?: string },
  look: Parameters<Browser['newPage']>[0] = {},
): Promise<Opened> {
  const path = join(folder, 'page.html')
  writeFileSync(path, profilePage({ title: 'leak/diff.pb.gz', ...input, assets: await pageAssets() }))
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...look })
  open.push(page)
  const faults: string[] = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(path).href) faults.push(request.url())
  })
  await page.goto(pathToFileURL(path).href)
  await page.waitForSelector('html[data-ready]')
  await page.waitForSelector('g.frame, .empty:visible')
  return { page, faults }
}

const heap = planned({
  samples: [
    { stack: 'test > handleRequest', values: [64, 64_000_000] },
    { stack: 'test > handleRequest > parse', values: [500, 3_000_000] },
    { stack: 'test > log', values: [900, 9_000_000] },
  ],
})
const source = 'export function handleRequest() {\n  users.set(id, new Uint8Array(1e6)) // <b>\n}\n'

const graphsOf = (profile: PprofProfile): Promise<string[]> =>
  Promise.all(profile.sampleTypes.map((_, index) => svgOf(dotOf(profile, { sampleIndex: String(index) }, true).dot)))

const retainers: PageRetainers = {
  test: 'a request keeps nothing',
  calls: 64,
  sites: [
    {
      function: 'handleRequest',
      file: 'src/handleRequest.ts',
      line: 1,
      kinds: [{ className: 'Uint8Array', objectsPerCall: 1, bytesPerCall: 96, offHeapBytesPerCall: 1_000_000 }],
      candidates: [{ line: 2, classNames: ['Uint8Array'] }],
      holders: [
        {
          className: 'Uint8Array',
          count: '64 of 64',
          path: [
            { text: 'users in src/handleRequest.ts (Map)', isSuspect: true },
            { text: 'value', isSuspect: false },
          ],
        },
      ],
      omittedHolders: 0,
    },
  ],
}

const frame = (page: Page, name: string) => page.locator(`g.frame[aria-label^="${name} "]`)
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()

describe.skipIf(chromiumPath === undefined)('the page in Chromium', { timeout: 60_000 }, () => {
  test('shows all views without an error and without the network', async () => {
    const sources = new Map([['/app/src/handleRequest.ts', source]])
    const { page, faults } = await opened({ profile: heap, sources, graphs: await graphsOf(heap), retainers })
    expect(await page.title()).toBe('leak/diff.pb.gz · inuse_space · 2023-11-14T22:13')
    expect(await page.locator('g.frame').count()).toBe(5)
    for (const name of ['Top', 'Call graph', 'Source', 'Retainers', 'Flame graph']) {
      await tab(page, name)
      expect(await page.getByRole('tab', { name }).getAttribute('aria-selected')).toBe('true')
      expect(await page.locator('section:visible').count()).toBeGreaterThan(0)
    }
    expect(faults).toEqual([])
  })

  test('a click on a frame zooms in and shows its source, Reset zoom goes back', async () => {
    const { page } = await opened({ profile: heap, sources: new Map([['/app/src/handleRequest.ts', source]]) })
    const width = async (name: string) => (await frame(page, name).locator('rect').boundingBox())?.width ?? 0
    const before = await width('parse')
    await frame(page, 'handleRequest').click()
    await expect.poll(() => width('parse')).toBeGreaterThan(before)
    expect(await page.locator('.frame-details .name').textContent()).toBe('handleRequest')
    expect(await page.locator('.frame-details').textContent()).toContain('new Uint8Array(1e6)) // <b>')
    await page.locator('.frame-details .place').click()
    expect(await page.locator('.view-source tr.current, .view-source tr.made').first().textContent()).toContain(
      'handleRequest',
    )
    await tab(page, 'Flame graph')
    await page.getByRole('button', { name: 'Reset zoom' }).click()
    await expect.poll(() => width('parse')).toBeCloseTo(before)
  })

  test('shows another sample type', async () => {
    const { page } = await opened({ profile: heap })
    await tab(page, 'Top')
    expect(await page.locator('tbody .function').first().textContent()).toBe('handleRequest')
    await page.getByLabel('Sample type').selectOption('0')
    expect(await page.locator('tbody .function').first().textContent()).toBe('log')
    expect(await page.locator('tbody td').first().textContent()).toBe('900')
  })

  test('sorts the table by any column', async () => {
    const { page } = await opened({ profile: heap })
    await tab(page, 'Top')
    await page.getByRole('button', { name: 'Cum' }).click()
    expect(await page.locator('tbody .function').first().textContent()).toBe('test')
    expect(await page.getByRole('columnheader', { name: /^Cum/ }).first().getAttribute('aria-sort')).toBe('descending')
    await page.getByRole('button', { name: 'Function' }).click()
    expect(await page.locator('tbody .function').allTextContents()).toEqual(['handleRequest', 'log', 'parse', 'test'])
  })

  test('a search is in all views', async () => {
    const { page } = await opened({ profile: heap, graphs: await graphsOf(heap), retainers })
    await page.keyboard.press('/')
    await page.keyboard.type('pars')
    await page.waitForSelector('g.frame.match')
    // What the first letters find is there before.
    await expect.poll(() => page.locator('#search-result').textContent()).toBe('1 function, 3.95%')
    await tab(page, 'Top')
    expect(await page.locator('tbody .function').allTextContents()).toEqual(['parse'])
    await tab(page, 'Call graph')
    expect(await page.locator('.paper g.match').count()).toBe(1)
    await tab(page, 'Retainers')
    expect(await page.locator('.card').count()).toBe(0)
    await page.locator('#search').focus()
    await page.keyboard.press('Escape')
    await tab(page, 'Top')
    expect(await page.locator('tbody .function').count()).toBe(4)
  })

  test('text that is no regular expression is looked for as it is', async () => {
    const { page, faults } = await opened({ profile: planned({ samples: [{ stack: 'a > f(', values: [1, 1] }] }) })
    await page.locator('#search').fill('f(')
    await page.waitForSelector('g.frame.match')
    expect(faults).toEqual([])
  })

  test('can be used by keys alone', async () => {
    const { page } = await opened({ profile: heap, sources: new Map([['/app/src/handleRequest.ts', source]]) })
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate("document.activeElement.classList.contains('frame')")) break
    }
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const focused = () => page.evaluate<string>("document.activeElement.getAttribute('aria-label')")
    expect(await focused()).toContain('handleRequest')
    const outline = await page.evaluate("getComputedStyle(document.querySelector('g.frame:focus rect')).strokeWidth")
    expect(outline).toBe('3px')
    await page.keyboard.press('Enter')
    expect(await page.locator('.reset').isEnabled()).toBe(true)
    expect(await focused()).toContain('handleRequest')
    await page.keyboard.press('Escape')
    expect(await page.locator('.reset').isEnabled()).toBe(false)
    await page.keyboard.press('s')
    expect(await page.locator('.view-source').isVisible()).toBe(true)
  })

  test('colours a diff by what grew and what shrank, and gives room to both', async () => {
    const diff = planned({
      samples: [
        { stack: 'test > grow', values: [1, 1_000] },
        { stack: 'test > shrink', values: [-1, -800] },
        { stack: 'test > same', values: [0, 0] },
      ],
    })
    const { page } = await opened({ profile: diff })
    const fill = async (name: string) => (await frame(page, name).locator('rect').getAttribute('fill')) ?? ''
    expect(await fill('grow')).toMatch(/^hsl\(4 /)
    expect(await fill('shrink')).toMatch(/^hsl\(140 /)
    expect(await page.locator('g.frame').count()).toBe(4)
    const widthOf = async (name: string) => (await frame(page, name).boundingBox())?.width ?? 0
    await expect.poll(async () => (await widthOf('shrink')) / (await widthOf('grow'))).toBeCloseTo(0.8, 1)
    await tab(page, 'Top')
    expect(await page.locator('tbody tr td:first-child').allTextContents()).toEqual(['+1000 B', '-800 B', '0'])
  })

  test('follows the system to dark colours, and the reader to the others', async () => {
    const { page, faults } = await opened({ profile: heap }, { colorScheme: 'dark' })
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(await background()).toBe('rgb(20, 23, 28)')
    await page.getByRole('button', { name: 'Switch to light colours' }).click()
    expect(await background()).toBe('rgb(255, 255, 255)')
    expect(faults).toEqual([])
  })

  test('names are text, whatever they say', async () => {
    const evil = [
      '</script><script>window.owned = 1</script>',
      '<img src=x onerror="window.owned = 1">',
      '"><svg onload=window.owned=1>',
      '<!--',
      '` \\u003c/script\\ud800 \u202e',
    ]
    const frames = evil.map((name) => ({ name, file: `/app/${name}.ts`, line: 1 }))
    const profile = planned({
      samples: [{ stack: frames, values: [1, 100] }],
      types: [
        [`n${evil[0]}`, evil[1] as string],
        ['space', 'bytes'],
      ],
    })
    const sources = new Map(frames.map(({ file }) => [file, evil.join('\n')]))
    const site = retainers.sites[0]
    const { page, faults } = await opened({
      profile,
      title: evil[0] ?? '',
      sources,
      graphs: await graphsOf(profile),
      ...(site
        ? {
            retainers: {
              ...retainers,
              test: evil[0] as string,
              sites: [{ ...site, function: evil[1] as string, file: evil[2] as string }],
            },
          }
        : {}),
    })
    for (const name of ['Top', 'Call graph', 'Source', 'Retainers', 'Flame graph']) await tab(page, name)
    await page.locator('g.frame').last().click()
    await page.getByLabel('Sample type').selectOption('0')
    expect(await page.evaluate('window.owned')).toBeUndefined()
    expect(await page.locator('img, script:not([type]), iframe').count()).toBe(1)
    expect(await page.locator('h1').textContent()).toBe(evil[0])
    await tab(page, 'Top')
    expect(await page.locator('tbody .function').allTextContents()).toContain(evil[0])
    expect(faults).toEqual([])
  })

  test('a picture that is not ours can do nothing', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="window.owned=1"><script>window.owned=1</script>
      <a href="javascript:window.owned=1"><text>x</text></a><image href="http://127.0.0.1:1/x.png"/><foreignObject><p>p</p></foreignObject></svg>`
    const { page, faults } = await opened({ profile: heap, graphs: [svg, svg] })
    await tab(page, 'Call graph')
    expect(await page.locator('.paper').innerHTML()).not.toMatch(/script|href|onload|foreign|image/i)
    expect(await page.evaluate('window.owned')).toBeUndefined()
    // The page's policy says so where the picture is read, before anything is taken out of it.
    expect(faults.filter((fault) => !/^Executing inline event handler violates/.test(fault))).toEqual([])
  })

  test.each<[string, PprofProfile]>([
    ['no samples', planned({ samples: [] })],
    ['an empty stack', planned({ samples: [{ stack: [], values: [1, 100] }] })],
    ['nothing of a sample type', planned({ samples: [{ stack: 'a > b', values: [0, 100] }] })],
    [
      'a stack of 3000',
      planned({
        samples: [{ stack: Array.from({ length: 3000 }, (_, i) => `f${i % 7}`).join(' > '), values: [1, 9] }],
      }),
    ],
  ])('shows a profile with %s', async (_, profile) => {
    const { page, faults } = await opened({ profile })
    await page.getByLabel('Sample type').selectOption('0')
    for (const name of ['Top', 'Source', 'Flame graph']) await tab(page, name)
    expect(faults).toEqual([])
  })

  test('100,000 samples are there to work with', { timeout: 120_000 }, async () => {
    let seed = 1
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return Math.floor((seed / 2 ** 32) * below)
    }
    const samples = Array.from({ length: 100_000 }, () => ({
      stack: Array.from({ length: 5 + random(30) }, (_, depth) => ({ name: `f${depth}_${random(1 + depth)}` })),
      values: [1, 1 + random(10_000)],
    }))
    const html = profilePage({ profile: planned({ samples }), title: 'large', assets: await pageAssets() })
    const path = join(folder, 'large.html')
    writeFileSync(path, html)
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    open.push(page)
    const start = performance.now()
    await page.goto(pathToFileURL(path).href)
    await page.waitForSelector('g.frame')
    const ready = performance.now() - start
    await page.locator('g.frame').nth(2).click()
    await page.waitForSelector('.reset:enabled')
    const zoomed = performance.now() - start - ready
    await page.locator('#search').fill('f9_3')
    await page.locator('#search-result:not(:empty)').waitFor()
    const searched = performance.now() - start - ready - zoomed
    const frames = await page.locator('g.frame').count()
    console.log(
      `100,000 samples: ${(html.length / 1e6).toFixed(1)} MB, ready after ${ready.toFixed(0)} ms, zoom ${zoomed.toFixed(0)} ms, ` +
        `search ${searched.toFixed(0)} ms, ${frames} frames drawn`,
    )
    expect(frames).toBeGreaterThan(100)
  })
})
