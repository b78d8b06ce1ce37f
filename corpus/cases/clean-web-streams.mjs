export const packages = { package: 'node' }
export function clean() {
  return async () => {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array([104, 101, 108, 108, 111]))
        controller.close()
      },
    })
    let text = ''
    for await (const part of stream.pipeThrough(new TextDecoderStream())) text += part
    return text
  }
}
