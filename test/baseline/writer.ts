import { environmentName } from '../../src/baseline/baseline.ts'
import { withFigures } from '../../src/baseline/entry.ts'
import { updateBaseline } from '../../src/baseline/update.ts'

// One of several processes that write to one file: its path, the root, whose entries, and how many.

const [path = '', root = '', name = '', count = ''] = process.argv.slice(2)
const environment = environmentName()
for (let i = 0; i < Number(count); i++) {
  const place = { kind: 'assertions', key: `${name} ${i}`, environment } as const
  const figures = { retained: { bytes: i, objects: 0 }, sites: new Map() }
  updateBaseline(path, root, (baseline) => withFigures(baseline, place, figures))
}
