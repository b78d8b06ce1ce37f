/**
 * Parts of the runtime that make something without a frame of their own, so that it looks as if their caller had made
 * it. Seen in snapshots of Node 20 to 26: what V8 writes in C++ or reaches through a stub (JSON.parse, concat), and what
 * its compiler puts into the caller's code (map, then, create), as code that was hot earlier stays compiled.
 * Those that are not here were always seen as a frame, and come as `via`.
 */
const named = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/))

/** Objects of whatever keys their argument says. */
export const MAKES_ANY_OBJECT = named('parse structuredClone deserialize eval fromEntries groupBy Function')

/** Objects of keys that are theirs. */
export const MAKES_OBJECT = named(
  `create Object construct next exec match matchAll groups getOwnPropertyDescriptor getOwnPropertyDescriptors
   resolvedOptions formatToParts revocable withResolvers allSettled call apply`,
)

export const MAKES_ARRAY = named(
  `Array concat slice filter flat flatMap map splice split match exec matchAll toSorted toReversed toSpliced with ownKeys
   parse structuredClone deserialize eval formatToParts construct call apply next`,
)

export const MAKES_STRING = named(
  `String toString toLocaleString toFixed toPrecision toExponential slice substring substr trim trimStart trimEnd trimLeft
   trimRight toUpperCase toLowerCase toLocaleUpperCase toLocaleLowerCase repeat padStart padEnd concat join replace
   replaceAll split match matchAll exec normalize charAt at fromCharCode fromCodePoint raw stringify parse
   structuredClone deserialize eval encodeURIComponent encodeURI decodeURIComponent decodeURI escape unescape toISOString
   toJSON formatToParts resolvedOptions toUTCString toGMTString toDateString toTimeString toLocaleDateString toLocaleTimeString Date format formatRange
   btoa atob Symbol for keyFor toWellFormed utf8Slice latin1Slice asciiSlice hexSlice base64Slice ucs2Slice construct
   next`,
)

/** Getters that make a string. */
export const STRING_GETTERS = named('stack description source flags')

export const MAKES_NUMBER = named(
  `Number parseFloat parseInt now getTime valueOf random abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh
   exp expm1 floor fround hypot imul log log10 log1p log2 max min pow round sign sin sinh sqrt tan tanh trunc sumPrecise
   getFloat32 getFloat64 getUint32 pop shift at parse structuredClone deserialize UTC Date reduce push`,
)

export const MAKES_BIGINT = named('BigInt asIntN asUintN getBigInt64 getBigUint64 at parse structuredClone deserialize')

export const MAKES_SYMBOL = named('Symbol for')

export const MAKES_CLOSURE = named('bind eval Function revocable withResolvers resolve')

export const MAKES_PROMISE = named(
  `Promise then catch finally resolve reject all race any allSettled withResolvers try compile instantiate compileStreaming
   instantiateStreaming fromAsync`,
)

export const MAKES_ITERATOR = named('keys values entries matchAll next iterator asyncIterator')

/** Buffers: what makes one, or a view of one. */
export const MAKES_BUFFER = named(
  `slice subarray map filter from of encode transfer transferToFixedLength toReversed toSorted with structuredClone
   deserialize alloc allocUnsafe concat grow Memory construct`,
)

/** What of the language's own classes these copy. */
export const COPIES = named('structuredClone deserialize construct create eval')

/** Enlarges a table that exists already. */
export const ENLARGES = named(
  `push unshift splice set add fill assign defineProperty defineProperties setPrototypeOf captureStackTrace freeze seal
   preventExtensions concat sort reverse copyWithin append register`,
)

/** Classes of the language: a `new` of one makes no other class. */
export const LANGUAGE_CLASSES = named(
  `Object Function Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry Promise Proxy RegExp Date String Number
   Boolean Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError ArrayBuffer
   SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
   Float16Array Float32Array Float64Array BigInt64Array BigUint64Array`,
)
