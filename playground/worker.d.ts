declare module '*?worker' {
  const code: () => Promise<string>
  export default code
}
declare module '*/inline-worker.js' {
  import type { Plugin } from 'esbuild'
  export const inlineWorker: () => Plugin
}
