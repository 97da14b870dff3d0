// The toolkit writes typings of CSS modules for src/ only. `!` marks global CSS.
declare module '!*.css'
declare module '*.css' {
  const styles: Record<string, string>
  export default styles
}
declare module '*?worker' {
  const code: () => Promise<string>
  export default code
}
declare module '*.wasm' {
  const bytes: Uint8Array
  export default bytes
}
