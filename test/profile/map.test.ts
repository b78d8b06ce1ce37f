import { expect, test } from 'vitest'
import { mapPositions } from '../../src/profile/map.ts'
import { frame, sample } from './frames.ts'

test('every frame of a stack moves to its source', () => {
  const mapped = mapPositions([sample('run > make', 1, 40)], (generated) => ({
    ...generated,
    line: generated.line + 20,
  }))
  expect(mapped).toEqual([
    { stack: [frame('make', undefined, 21), frame('run', undefined, 21)], objects: 1, bytes: 40 },
  ])
})

test('stacks that turn out to be the same are one', () => {
  const profile = [sample('run > make$1', 1, 40, 8), sample('run > make$2', 2, 80)]
  expect(mapPositions(profile, ({ functionName }) => frame(functionName.replace(/\$\d/, '')))).toEqual([
    sample('run > make', 3, 120, 8),
  ])
})

test('a frame is looked up once', () => {
  let lookups = 0
  mapPositions([sample('run > make', 1, 40), sample('run > run > make', 1, 40)], (generated) => {
    lookups++
    return generated
  })
  expect(lookups).toBe(2)
})
