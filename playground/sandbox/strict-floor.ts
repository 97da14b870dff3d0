// Built-ins newer than ES2020. QuickJS-ng has them; Figma's VM is only known to have some (host.md 3), so tests run without.
export const newerThanES2020 = [
  'structuredClone', 'AggregateError', 'Promise.any', 'Promise.withResolvers', 'Promise.try', 'WeakRef', 'FinalizationRegistry', 'Iterator', 'Float16Array', 'DOMException', 'performance', 'queueMicrotask', 'navigator',
  'Object.hasOwn', 'Object.groupBy', 'Map.groupBy', 'Array.fromAsync', 'Error.isError', 'RegExp.escape', 'Math.f16round', 'Math.sumPrecise', 'Uint8Array.fromBase64', 'Uint8Array.fromHex',
  ...['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'].map((name) => `Array.prototype.${name}`),
  ...['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'].map((name) => `Uint8Array.__proto__.prototype.${name}`),
  ...['at', 'replaceAll', 'isWellFormed', 'toWellFormed'].map((name) => `String.prototype.${name}`),
  ...['toBase64', 'toHex', 'setFromBase64', 'setFromHex'].map((name) => `Uint8Array.prototype.${name}`),
  ...['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'].map((name) => `Set.prototype.${name}`),
  ...['transfer', 'transferToFixedLength', 'resize'].map((name) => `ArrayBuffer.prototype.${name}`),
  'Atomics.waitAsync', 'Atomics.pause',
]
