// How the sandbox bundle is built: Figma's VM runs ES2020, and libraries that publish only "main" must resolve.
import { writeMetafile } from './playground/build/metafile.js'

export default (options) => ({
  ...options,
  target: 'es2020',
  mainFields: ['module', 'main'],
  metafile: true,
  plugins: [...options.plugins, writeMetafile('main')],
})
