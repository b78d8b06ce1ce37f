import { JSDOM } from 'jsdom--26.1.0'

const names = ['window', 'document', 'navigator', 'Element', 'SVGElement']
// One for the whole process: Vue keeps the document that was there when it was loaded.
let window

/** Puts a window of jsdom where browser code looks for it. @returns the window, and a function that takes it away again */
export function openWindow() {
  window ??= new JSDOM().window
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)])
  for (const name of names) Object.defineProperty(globalThis, name, { value: window[name], configurable: true })
  const restore = () => {
    for (const [name, property] of before)
      if (property) Object.defineProperty(globalThis, name, property)
      else delete globalThis[name]
  }
  return { window, restore }
}
