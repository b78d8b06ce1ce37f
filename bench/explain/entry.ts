/** What the benchmark needs of the package and is not public. */
export { explainGraph } from '../../src/explain/explain-graph.ts'
export { explainLeak } from '../../src/explain/explain-leak.ts'
export { frameOfTrace } from '../../src/explain/leaked-objects.ts'
export { fileSource } from '../../src/explain/snapshot/file-source.ts'
export { readSnapshot } from '../../src/explain/snapshot/read-snapshot.ts'
export { collectGarbage } from '../../src/heap/garbage-collector.ts'
export { measureGrowth } from '../../src/measure/measure-growth.ts'
export { originOf } from '../../src/measure/recording.ts'
