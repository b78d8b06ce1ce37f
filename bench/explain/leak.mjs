/** One leak, whatever else the heap has. */
const sessions = new Map()

export function openSession() {
  const id = sessions.size
  sessions.set(`session ${id}`, { id, sessionLog: [`opened ${id}`] })
}

export const heldSessions = () => sessions.size
