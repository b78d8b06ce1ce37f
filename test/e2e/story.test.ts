import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runVitest } from './harness/run-vitest.ts'

/** What differs from run to run: times, how many calls there was time for, and the version in the first line. */
const lasting = (text: string): string =>
  text
    .replaceAll(/ RUN {2}v[\d.]+/g, ' RUN  v4')
    .replaceAll(/ +\d+(?:\.\d+)?m?s\b/g, ' <time>')
    .replaceAll(/(Start at|Duration) .*/g, '$1 <time>')
    .replaceAll(/^ {2}(calls|retained|off-heap|objects|per call) {2,}.*$/gm, '  $1  <at each checkpoint>')
    // Now and then something else of a few bytes is alive at the last checkpoint.
    .replaceAll(/97[67]\.\d+ kB/g, '976.x kB')
    .replaceAll(/diff\.pb\.gz: [\d.]+ MB over \d+ calls/g, 'diff.pb.gz: <n> MB over <n> calls')
    .replaceAll(/( 100%) +3(?:\.0\d*)?( {2}handleRequest)/g, '$1       3$2')

test('a leak as a person sees it', async () => {
  const run = await runVitest('story')
  await expect(lasting(run?.text ?? '')).toMatchFileSnapshot('golden/story.txt')
  for (const name of ['base', 'current', 'diff']) {
    expect(
      existsSync(join(run?.root ?? '', '.vitest-leak/server.test.ts/a-request-keeps-nothing', `${name}.pb.gz`)),
    ).toBe(true)
  }
})
