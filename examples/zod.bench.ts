import { bench, describe } from 'vitest'
import { z } from 'zod'

const user = z.object({
  id: z.number(),
  name: z.string().min(1),
  email: z.email(),
  tags: z.array(z.string()),
  address: z.object({ street: z.string(), city: z.string() }).optional(),
})
const users = z.array(user)

const valid = { id: 1, name: 'Ada', email: 'ada@example.com', tags: ['a', 'b'], address: { street: 'S', city: 'C' } }
const invalid = { ...valid, id: '1', tags: [1] }
const hundred = Array.from({ length: 100 }, (_, id) => ({ ...valid, id }))

describe('parse', () => {
  bench('one user', () => {
    user.parse(valid)
  })

  bench('100 users', () => {
    users.parse(hundred)
  })

  bench('an invalid user', () => {
    user.safeParse(invalid)
  })
})

describe('make', () => {
  bench('a schema', () => {
    z.object({ id: z.number(), name: z.string() })
  })
})
