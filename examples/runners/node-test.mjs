import { test } from 'node:test'
import { expect } from 'expect'
import * as matchers from 'vitest-leak/matchers'
import { closeSession, openSession, withSession } from './sessions.js'

expect.extend(matchers)

test('a session that is closed leaves nothing', () => {
  expect(() => closeSession(openSession('ada'))).not.toLeak()
})

test('nor does one that is waited for', async () => {
  await expect(() => withSession('ada', async () => {})).not.toLeak()
})

test('one that stays open is kept', () => {
  expect(() => openSession('ada')).toLeak()
})

test('a session is small', () => {
  expect(() => closeSession(openSession('ada'))).toNotAllocateMoreThan('12 kB')
  expect(() => closeSession(openSession('ada'))).toNotRetainMoreThan('1 kB', { calls: 10, warmup: 5 })
})
