/** Real time in milliseconds, also under fake timers: taken before a test can replace `performance.now`. */
export const nowMs: () => number = performance.now.bind(performance)

/** Milliseconds since 1970, likewise, to compare with the times of files. */
export const wallClockMs: () => number = Date.now.bind(Date)
