import { afterEach, expect, test } from 'vitest'
import { readProfileUrl } from '../../src/cli/read-profile-url.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { heapProfiles } from '../../src/http/heap-profiles.ts'
import { stopSampling } from '../../src/http/sampling.ts'
import { serve } from './serve.ts'

afterEach(stopSampling)

async function failure(url: string): Promise<string> {
  const error = await readProfileUrl(url).then(
    () => undefined,
    (thrown) => thrown,
  )
  expect(error).toBeInstanceOf(UsageError)
  return error.message
}

test('reads the profile of a server, by its address alone too', async () => {
  const url = await serve(heapProfiles())
  for (const path of ['', '/', '/debug/pprof/heap?gc=1', '/debug/pprof/heap?seconds=0.1']) {
    const profile = await readProfileUrl(url + path)
    expect(profile.defaultSampleType).toBe('inuse_space')
    expect(profile.comments[0]).toMatch(/^process \d+/)
  }
})

test('says what is wrong in one sentence', async () => {
  const url = await serve(heapProfiles())
  expect(await failure('profile.pb.gz')).toBe(
    "'profile.pb.gz' is no address of a profile: give one such as http://127.0.0.1:3000/debug/pprof/heap",
  )
  expect(await failure(`${url}/debug/pprof/heap?seconds=0`)).toMatch(
    / has answered 400: parameter 'seconds' is a number/,
  )
  expect(await failure(`${url}/debug/pprof/heap?debug=1`)).toMatch(
    / is no pprof profile: .*; ask for one without \?debug=$/,
  )
  expect(await failure(`${url}/other`)).toMatch(/ has answered 404: there is nothing at this path/)
  expect(await failure('http://127.0.0.1:1/')).toMatch(
    /^http:\/\/127\.0\.0\.1:1\/debug\/pprof\/heap cannot be read \(.+\): start the server/,
  )
  const html = await serve((_request, response) =>
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway'),
  )
  expect(await failure(html)).toMatch(/ has answered 502: give the address of a profile, \/debug\/pprof\/heap$/)
  const empty = await serve((_request, response) => response.end())
  expect(await failure(empty)).toMatch(/ has answered nothing: /)
  const broken = await serve((_request, response) => response.end(Buffer.from([0x1f, 0x8b, 8, 0, 0])))
  expect(await failure(broken)).toMatch(/ is damaged, gzip says '.*': ask again$/)
})
