/** Real time in milliseconds, also under fake timers: taken before a test can replace `performance.now`. */
export const nowMs: () => number = performance.now.bind(performance)
