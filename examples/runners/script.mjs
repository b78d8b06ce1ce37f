import { measureRetention } from 'vitest-leak'
import { closeSession, openSession } from './sessions.js'

const closed = await measureRetention(() => closeSession(openSession('ada')))
console.log(closed.message())

const { verdict, bytesPerCall, sites, holders, message } = await measureRetention(() => openSession('ada'))
console.log(message())
console.log({ verdict, bytesPerCall, file: sites[0]?.file, line: sites[0]?.line, heldBy: holders[0]?.path })
