import { prepareFile } from './vitest/prepare-file.ts'

// What Node has loaded it does not run again for the next file of a worker (`isolate: false`), while hooks are those of a file.
prepareFile()
