import { addPictureOptions, type PictureCliOptions } from './picture/picture-options.ts'
import type { Register } from './register.ts'

export const registerPng: Register = (program, run) => {
  const command = program
    .command('png')
    .summary('the call graph as a picture in PNG')
    .description("Draws the call graph as 'go tool pprof -png' does; Graphviz need not be installed.")
  addPictureOptions(command)
    .requiredOption('-o, --output <file>', 'the file to write')
    .action((paths: string[], options: PictureCliOptions) =>
      run(async (io) => {
        const { makePicture } = await import('./picture/make-picture.ts')
        const { svgOf } = await import('./picture/svg-of.ts')
        const { pngOf } = await import('./picture/png-of.ts')
        return makePicture(paths, options, io, async (dot) => pngOf(await svgOf(dot)))
      }),
    )
}
