import v8 from 'node:v8'
import { afterEach } from 'vitest'

/** What the figures of a measured test weigh in themselves: the same shape, nothing measured. */
afterEach(({ task }) => {
  const { used_heap_size: before, malloced_memory: objects } = v8.getHeapStatistics()
  task.meta['vitest-leak'] = {
    heap: {
      retainedBytes: before % 4096,
      retainedObjects: objects % 64,
      workerBytes: [before, before + 1024],
      samplingIntervalBytes: 512,
    },
  }
})
