/** What leaked, as far as it tells which expression made it. */
export interface MadeKind {
  /**
   * As a heap snapshot names it: 'UserData', 'Object', 'Array', 'ArrayBuffer', 'Map', 'Promise', 'RegExp', 'Timeout' …;
   * 'closure' for a function, 'string', 'variables' for the context that holds captured variables of a scope, 'number'
   * for a boxed number, 'table' for an array or hash table that was enlarged (push, map.set, obj[key] = …), 'bigint',
   * 'symbol'.
   */
  readonly className: string
  /**
   * Of a plain object: all of its own property names. A snapshot's property edges leave out those that hold small
   * integers: a literal is not held against for having one of these more, but two literals that differ in nothing else
   * can only be told apart by the whole list.
   */
  readonly keys?: readonly string[]
  /** Of a closure: its name, '' if anonymous. */
  readonly functionName?: string
  /** Of a closure: where V8 says that it starts (1-based), if that is in the same script. */
  readonly functionStart?: { readonly line: number; readonly column: number }
  /**
   * Name of the function that was called from the site and in which the runtime made it, as V8 names it
   * ('addEventListener', 'Uint8Array', 'then', 'EventEmitter.on', 'get signal', ''). Absent where the site's own frame
   * made it: by its own code, or by a part of the runtime that has no frame (JSON.parse, slice, structuredClone).
   */
  readonly via?: string
}
