import v8 from 'node:v8'
import vm from 'node:vm'

v8.setFlagsFromString('--expose-gc')

/** One full collection, in any pool. */
export const collectGarbage = vm.runInNewContext('gc')
