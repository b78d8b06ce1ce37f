/**
 * Eight files of zod's tests: 290 tests, among them its largest files. All of the 88 files that run without further packages take two
 * minutes, most of it to start a process and to import zod for each.
 */
export const SUITE = [
  'discriminated-unions',
  'error-utils',
  'object',
  'record',
  'string',
  'string-formats',
  'stringbool',
  'union',
].map((name) => `zod/v4/classic/tests/${name}.test.ts`)
