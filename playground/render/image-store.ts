// Decoded pictures by content hash, with their filtered forms. The least recently drawn go first when the store is full.
import type { HostImage, ImagePaint } from '../model/types.ts'
import type { CanvasFactory, Picture } from './canvas.ts'
import { applyFilters, filterKey } from './filters.ts'

const maxPixels = 200_000_000

export class ImageStore {
  private readonly pictures = new Map<string, Picture>()
  private readonly loading = new Map<string, Promise<void>>()
  private readonly broken = new Set<string>()
  private pixels = 0
  private readonly factory: CanvasFactory
  private readonly onLoad: () => void

  constructor(factory: CanvasFactory, onLoad: () => void = () => undefined) {
    this.factory = factory
    this.onLoad = onLoad
  }

  /** The picture when it is decoded; otherwise null, and `onLoad` is called once it is. */
  get(image: HostImage, filters?: ImagePaint['filters']): Picture | null {
    const plain = this.touch(image.hash)
    if (!plain) {
      void this.load(image).then(this.onLoad)
      return null
    }
    const key = filterKey(filters)
    if (!filters || key === '') return plain
    const name = `${image.hash} ${key}`
    const known = this.touch(name)
    if (known) return known
    const filtered = applyFilters(this.factory, plain, filters)
    this.keep(name, filtered)
    return filtered
  }

  /** Resolves when the picture is decoded, or known not to decode. */
  load(image: HostImage): Promise<void> {
    if (this.pictures.has(image.hash) || this.broken.has(image.hash)) return Promise.resolve()
    const running = this.loading.get(image.hash)
    if (running) return running
    const started = this.factory.decode(image.bytes, image.mime)
      .then((picture) => this.keep(image.hash, picture), () => void this.broken.add(image.hash))
      .finally(() => this.loading.delete(image.hash))
    this.loading.set(image.hash, started)
    return started
  }

  private touch(name: string): Picture | undefined {
    const picture = this.pictures.get(name)
    if (picture) {
      this.pictures.delete(name)
      this.pictures.set(name, picture)
    }
    return picture
  }

  private keep(name: string, picture: Picture): void {
    this.pictures.set(name, picture)
    this.pixels += picture.width * picture.height
    for (const [oldest, old] of this.pictures) {
      if (this.pixels <= maxPixels || oldest === name) return
      this.pictures.delete(oldest)
      this.pixels -= old.width * old.height
    }
  }
}
