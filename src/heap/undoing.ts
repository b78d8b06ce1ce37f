/** What is to be put back as it was. */
export interface Undoing {
  /** @param undo called when all is put back, before what was added earlier */
  add(undo: () => void): void
  /** Puts all of it back, the rest even where one throws. Once: what has been put back is forgotten. */
  all(): void
}

/**
 * Keeps what undoes each step, so that a step that fails leaves nothing of those before it behind.
 *
 * Without any method of an array: a body may have replaced those.
 *
 * @example const undoing = undo(); undoing.add(switchOff(['opt'])); undoing.all()
 */
export function undo(): Undoing {
  let pending = (): void => {}
  return {
    add(next) {
      const earlier = pending
      pending = () => {
        try {
          next()
        } finally {
          earlier()
        }
      }
    },
    all() {
      const now = pending
      pending = () => {}
      now()
    },
  }
}
