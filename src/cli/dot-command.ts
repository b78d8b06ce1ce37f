import { addPictureOptions, type PictureCliOptions } from './picture/picture-options.ts'
import type { Register } from './register.ts'

export const registerDot: Register = (program, run) => {
  const command = program
    .command('dot')
    .summary("the call graph in Graphviz's language")
    .description("Prints the call graph in Graphviz's language, as 'go tool pprof -dot' does.")
  addPictureOptions(command)
    .option('-o, --output <file>', 'write it to this file instead of printing it')
    .action((paths: string[], options: PictureCliOptions) =>
      run(async (io) => {
        const { makePicture } = await import('./picture/make-picture.ts')

        return makePicture(paths, options, io)
      }),
    )
}
