// The worker's own file: bundled to text by `?worker`, started by open-worker.ts.
import { canvasRaster } from '../canvas-codec'
import { serveWork, type WorkEnd } from './serve-work'
import { warmUp } from './warm-up'

serveWork(self as WorkEnd, canvasRaster, warmUp())
