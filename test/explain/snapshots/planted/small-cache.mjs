/** Stands for a dependency: in the snapshots it is in `node_modules`. */
export class SmallCache {
  #byKey = new Map()
  recent = []

  set(key, value) {
    this.#byKey.set(key, value)
  }

  remember(value) {
    this.recent.push(value)
  }
}

const seen = new Set()

/** What this keeps is held by nothing of the project's. */
export function see(value) {
  seen.add(value)
}
