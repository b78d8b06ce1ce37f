import { expect, test } from 'vitest'
import { avatarOf } from './src/avatars.ts'

// A cache that fills up is no leak: its first 100 avatars stay, and for every one after them another goes.

let user = 0
const nextAvatar = (): unknown => avatarOf(user++)

test('the cache does not grow with every call', () => {
  expect(nextAvatar).not.toLeak()
})

test('the cache keeps 100 avatars of 10 kB, however many there are', () => {
  expect(nextAvatar).toNotRetainMoreThan('1.1 MB', { calls: 1000 })
})
