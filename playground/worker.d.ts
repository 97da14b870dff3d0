declare module '*?worker' {
  const source: string
  export default source
}
declare module '*/inline-worker.js' {
  import type { Plugin } from 'esbuild'
  export const inlineWorker: () => Plugin
}
