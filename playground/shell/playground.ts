// The state of the page: document, view, tool, messages. The parts of the page read it and are told of changes.
import type { Affine } from '../../src/shared/geometry.ts'
import type { HostDocument } from '../model/document.ts'
import { fromScene, imagePathsOf, type Scene } from '../model/scene.ts'
import { createRenderer, type Renderer } from '../render/index.ts'
import { browserCanvas } from '../render/browser-canvas.ts'
import { scenes, type SceneEntry } from '../scenes/index.ts'
import { boxOf, unionOf } from './hit.ts'
import { fitted, type View } from './view.ts'

export type Tool = 'move' | 'frame' | 'rectangle' | 'ellipse' | 'freehand' | 'text'
export type Theme = 'light' | 'dark'
export type Toast = { id: number; message: string; error: boolean; action?: { text: string; run(): void } }
/** What the canvas shows instead while a gesture runs: maps on the page by layer id. */
export type Preview = ReadonlyMap<string, Affine>

const remembered = (key: string): string | null => localStorage.getItem(`inlay-playground/${key}`)
const remember = (key: string, value: string): void => localStorage.setItem(`inlay-playground/${key}`, value)

export class Playground {
  document!: HostDocument
  entry: SceneEntry | null = null
  view: View = { x: 0, y: 0, zoom: 1 }
  tool: Tool = 'move'
  theme: Theme = remembered('theme') === 'dark' ? 'dark' : 'light'
  toasts: Toast[] = []
  hovered: string | null = null
  preview: Preview = new Map()
  /** The text layer that is being typed into. */
  editing: string | null = null
  folded = new Set<string>()
  coachHidden = remembered('coach') === 'hidden'
  /** A picture of the plugin landed in this document. */
  landed = false
  /** CSS px of the canvas. */
  canvasSize = { width: 1000, height: 700 }
  readonly renderer: Renderer = createRenderer(browserCanvas, () => this.redraw())
  readonly loaded = new Set<(document: HostDocument) => void>()
  readonly #changed = new Set<() => void>()
  readonly #redraw = new Set<() => void>()
  #lastToast = 0

  onChange(listener: () => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }
  onRedraw(listener: () => void): () => void {
    this.#redraw.add(listener)
    return () => this.#redraw.delete(listener)
  }
  /** The canvas must be drawn again. */
  redraw(): void { for (const listener of this.#redraw) listener() }
  /** Something shown around the canvas changed. */
  changed(): void {
    for (const listener of this.#changed) listener()
    this.redraw()
  }

  async open(entry: SceneEntry): Promise<void> {
    const document = await documentOf(entry.scene)
    this.entry = entry
    this.use(document)
    const wanted = entry.selected.flatMap((name) => document.named(name)[0]?.id ?? [])
    document.select(wanted, 'load')
    this.showAll()
    this.changed()
  }
  use(document: HostDocument): void {
    this.document = document
    this.editing = null
    this.landed = false
    this.preview = new Map()
    this.folded = new Set(document.subtree(document.rootId).filter((node) => node.childIds.length > 0 && (node.props['expanded'] === false || isCrowded(document, node.parentId))).map((node) => node.id))
    document.onChange((event) => {
      if (event.type === 'nodes' && event.origin === 'plugin') this.landed ||= event.changes.some((change) => change.properties.includes('fills') || change.type === 'CREATE')
      if (this.editing && !document.node(this.editing)) this.editing = null
      this.changed()
    })
    for (const listener of this.loaded) listener(document)
  }

  setView(view: View): void {
    const zoomed = view.zoom !== this.view.zoom
    this.view = view
    if (zoomed || this.editing) this.changed()
    else this.redraw()
  }
  setTool(tool: Tool): void { this.tool = tool; this.changed() }
  setTheme(theme: Theme): void {
    this.theme = theme
    remember('theme', theme)
    this.changed()
  }
  hideCoach(): void {
    this.coachHidden = true
    remember('coach', 'hidden')
    this.changed()
  }

  /** CSS px of the canvas that the plugin window leaves free. */
  room(): { x: number; y: number; width: number; height: number } {
    const { width, height } = this.canvasSize
    const beside = width > 900 ? 388 : 0
    return { x: 44, y: 108, width: Math.max(200, width - beside - 88), height: Math.max(200, height - 108 - 96) }
  }
  showAll(): void {
    const box = unionOf(this.document.children(this.document.currentPageId).map((node) => boxOf(this.document, node.id)))
    this.setView(box ? fitted(box, this.room(), 'left') : { x: -this.canvasSize.width / 2, y: -this.canvasSize.height / 2, zoom: 1 })
    this.changed()
  }
  showLayers(ids: readonly string[]): void {
    const box = unionOf(ids.filter((id) => this.document.node(id)).map((id) => boxOf(this.document, id)))
    if (box) this.setView(fitted(box, this.room()))
    this.changed()
  }

  /** Gone after `timeoutMs`; Infinity stays until it is taken away. Gives the way to take it away. */
  toast(message: string, options: { error?: boolean; timeoutMs?: number; action?: Toast['action'] } = {}): () => void {
    const toast: Toast = { id: ++this.#lastToast, message, error: options.error ?? false, ...(options.action ? { action: options.action } : {}) }
    this.toasts = [...this.toasts.slice(-2), toast]
    const away = (): void => {
      this.toasts = this.toasts.filter((other) => other.id !== toast.id)
      this.changed()
    }
    const timeout = options.timeoutMs ?? 3300
    if (Number.isFinite(timeout)) setTimeout(away, timeout)
    this.changed()
    return away
  }
}

const isCrowded = (document: HostDocument, parentId: string | null): boolean => parentId !== null && (document.node(parentId)?.childIds.length ?? 0) > 7

/** Fetches the scene's own pictures; `given` holds those of a scenario. */
export async function documentOf(scene: Scene, given: Record<string, Uint8Array> = {}): Promise<HostDocument> {
  const pictures = new Map(Object.entries(given))
  await Promise.all(imagePathsOf(scene).map(async (path) => {
    if (pictures.has(path)) return
    const answer = await fetch(`/scenes/${path}`)
    if (!answer.ok) throw new Error(`The picture ${path} is not there.`)
    pictures.set(path, new Uint8Array(await answer.arrayBuffer()))
  }))
  return fromScene(scene, {
    image: (path) => {
      const bytes = pictures.get(path)
      if (!bytes) throw new Error(`The picture ${path} is not there.`)
      return bytes
    },
  })
}

export const defaultScene = scenes[0]!
