// The reading worker's own file: bundled to text by `?worker`, started by open-reader.ts.
import { serveReading, type ReadEnd } from './serve-reading'

serveReading(self as ReadEnd)
