import { expect, test } from 'vitest'
import { diffBase } from '../../src/profile/diff.ts'
import { sample } from './frames.ts'

test('a stack that grew is there with the difference only', () => {
  const base = [sample('run > make', 8, 320)]
  const current = [sample('run > make', 64, 2_560)]
  expect(diffBase(current, base)).toEqual([sample('run > make', 56, 2_240)])
})

test('a stack that did not change is left out', () => {
  const profile = [sample('run > cache', 500, 20_000), sample('run > cache > fill', 1, 16, 8)]
  expect(diffBase(profile, profile)).toEqual([])
})

test('a stack that is gone counts below zero', () => {
  expect(diffBase([], [sample('run > pool', 3, 96, 64)])).toEqual([sample('run > pool', -3, -96, -64)])
})

test('stacks are told apart by their callers', () => {
  const base = [sample('a > make', 1, 40), sample('b > make', 1, 40)]
  const current = [sample('a > make', 1, 40), sample('b > make', 2, 80)]
  expect(diffBase(current, base)).toEqual([sample('b > make', 1, 40)])
})

test('a change of off-heap bytes alone is a change', () => {
  expect(diffBase([sample('a', 1, 100, 60)], [sample('a', 1, 100, 10)])).toEqual([sample('a', 0, 0, 50)])
})
