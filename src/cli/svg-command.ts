import { addPictureOptions, type PictureCliOptions } from './picture/picture-options.ts'
import type { Register } from './register.ts'

export const registerSvg: Register = (program, run) => {
  const command = program
    .command('svg')
    .summary('the call graph as a picture in SVG')
    .description("Draws the call graph as 'go tool pprof -svg' does; Graphviz need not be installed.")
  addPictureOptions(command)
    .option('-o, --output <file>', 'write it to this file instead of printing it')
    .action((paths: string[], options: PictureCliOptions) =>
      run(async (io) => {
        const { makePicture } = await import('./picture/make-picture.ts')
        const { svgOf } = await import('./picture/svg-of.ts')
        return makePicture(paths, options, io, svgOf)
      }),
    )
}
