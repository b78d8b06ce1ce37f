import { expect, test } from 'vitest'
import { undo } from '../../src/heap/undoing.ts'

test('the last step is undone first, and all of it once', () => {
  const undone: string[] = []
  const undoing = undo()
  for (const step of ['first', 'second', 'third']) undoing.add(() => void undone.push(step))
  undoing.all()
  undoing.all()
  expect(undone).toEqual(['third', 'second', 'first'])
})

test('where one throws, the others are undone, and its error comes out', () => {
  const undone: string[] = []
  const undoing = undo()
  undoing.add(() => void undone.push('first'))
  undoing.add(() => {
    throw new Error('own')
  })
  undoing.add(() => void undone.push('third'))
  expect(() => undoing.all()).toThrow('own')
  expect(undone).toEqual(['third', 'first'])
})
