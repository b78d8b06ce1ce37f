// A server with a leak in one route. `node remote-server.mjs 3000`, then:
//   go tool pprof -top http://127.0.0.1:3000/debug/pprof/heap
//   curl 'http://127.0.0.1:3000/debug/pprof/heap?debug=1&gc=1'

import { createServer } from 'node:http'
import { heapProfiles } from 'vitest-leak/http'

class Visit {
  constructor(id, agent) {
    this.id = id
    this.agent = agent
  }
}

/** The leak: it gets an entry with every request and loses none. */
const visits = new Map()
let requests = 0

function recordVisit(request) {
  const visit = new Visit(requests++, `agent of visit ${requests}`)
  visits.set(visit.id, visit)
  return `visit ${visit.id}, ${request.method}\n`
}

const greet = (request) => `hello, ${request.headers['user-agent'] ?? 'you'}\n`

const profiles = heapProfiles()

const server = createServer((request, response) => {
  if (request.url === '/leak') response.end(recordVisit(request))
  else if (request.url === '/clean') response.end(greet(request))
  else profiles(request, response)
})

server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`)
})
