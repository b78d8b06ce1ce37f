class Session {
  constructor(user) {
    this.user = user
    this.data = new Uint8Array(10_000)
  }
}

/** All open sessions: who does not close one keeps it. */
const sessions = new Map()
let opened = 0

export function openSession(user) {
  const id = opened++
  sessions.set(id, new Session(user))
  return id
}

export function closeSession(id) {
  sessions.delete(id)
}

/** @returns what `work` returns, with a session that is open until then */
export async function withSession(user, work) {
  const id = openSession(user)
  try {
    return await work(id)
  } finally {
    closeSession(id)
  }
}
