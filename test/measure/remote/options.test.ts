import { expect, test } from 'vitest'
import { remoteHeap } from '../../../src/heap/remote-heap.ts'
import { LEAK_OPTIONS, problemWith, TO_LEAK_OPTIONS } from '../../../src/options.ts'

test("the option heap is a remote heap's, of the matcher and of no defaults", () => {
  const heap = remoteHeap('http://127.0.0.1:3000')
  expect(problemWith({ heap }, TO_LEAK_OPTIONS)).toBeUndefined()
  expect(problemWith({ heap: undefined }, TO_LEAK_OPTIONS)).toBeUndefined()
  expect(problemWith({ heap }, LEAK_OPTIONS)).toMatch(/^there is no option 'heap'/)
})

test.for([['http://127.0.0.1:3000'], [null], [{}], [true]])('%o is none', ([heap]) => {
  expect(problemWith({ heap }, TO_LEAK_OPTIONS)).toMatch(
    /^option 'heap' is what remoteHeap\('http:\/\/127\.0\.0\.1:3000'\) of vitest-leak\/http returns, not /,
  )
})

test.for(['127.0.0.1:3000', 'ftp://127.0.0.1', '', 'http://127.0.0.1/?a=1'])('%o is no address', (base) => {
  expect(() => remoteHeap(base)).toThrow(/^remoteHeap\(\) is given the address of a server, such as /)
})

test.for(['http://127.0.0.1:3000', 'https://app.internal/x/', new URL('http://[::1]:8080')])('%o is one', (base) => {
  expect(remoteHeap(base).open).toBeTypeOf('function')
})
