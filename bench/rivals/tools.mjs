/** Each is judged by `tools/<name>.mjs`; `needs` is a package that may not have been installed. */
export const tools = {
  'vitest-leak': { title: 'vitest-leak' },
  'query-objects': { title: 'v8.queryObjects' },
  leakage: { title: 'leakage', needs: 'leakage' },
  'memlab-find-leaks': { title: 'memlab find-leaks', needs: '@memlab/api' },
  'memlab-tag': { title: 'memlab tagObject', needs: '@memlab/core' },
}
