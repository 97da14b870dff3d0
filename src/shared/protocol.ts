// Every message between the window and the sandbox. Types are inferred from the schemas; both ends parse on receipt.
import * as z from 'zod/mini'
import { boardChange, boardPlan } from './board'
import { cardNode } from './cards'
import { errorReport } from './error-report'
import { recordOf } from './light-schemas'
import { placedAs, placementOutcome, placementPlan, textPlace, undoOutcome } from './placement'
import { recipe } from './recipe'
import { settings } from './settings'
import { role, selectionSnapshot } from './snapshot'
import { maskPicture, sourcePicture } from './source'

/** Raised whenever a message changes shape. */
export const protocolVersion = 1

/** By type tag, not `instanceof`: bytes made in the other realm fail that (anchors-style 8). Does not walk the bytes. */
export const bytes = z.custom<Uint8Array>((value) => Object.prototype.toString.call(value) === '[object Uint8Array]', 'expected bytes')

export const commands = ['open', 'generate', 'vary', 'edit', 'expand', 'cut-out', 'upscale', 'results', 'settings'] as const
/** Those of the manifest's buttons that every layer with a picture of Inlay's shows. No text: the button's name says it. */
export const relaunchButtons: Record<string, string> = { generate: '', vary: '', edit: '', expand: '', 'cut-out': '', upscale: '', results: '' }
export const command = z.enum(commands)
export type Command = z.infer<typeof command>

const nothing = z.object({})
const json = z.unknown()

/** A job as it is told to the sandbox: what crash recovery keeps and what a scenario reads as jobs.json (design D1). */
export const jobRecord = z.object({
  id: z.string(), run: z.string(), tool: z.string(), model: z.string(),
  state: z.enum(['queued', 'preparing', 'running', 'compositing', 'placing', 'done', 'failed', 'cancelled']),
  error: z.nullable(errorReport),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  timingsMs: recordOf(z.number()),
  /** Partial pictures received so far. */
  partials: z.optional(z.number()),
  changedOutside: z.nullable(z.number()),
  alignment: z.nullable(z.object({ dx: z.number(), dy: z.number(), scale: z.number(), rotation: z.number() })),
  tone: z.nullable(z.array(z.number())),
  estimateUsd: z.nullable(z.object({ low: z.number(), high: z.number() })),
  actualUsd: z.nullable(z.number()),
  results: z.array(z.object({ sha256: z.string(), imageHash: z.nullable(z.string()), nodeId: z.nullable(z.string()), placed: placedAs })),
})
export type JobRecord = z.infer<typeof jobRecord>

/** Asked by the window, answered by the sandbox. */
export const asks = {
  /** Handshake: the first message of a session. */
  'ready': {
    body: z.object({ uiVersion: z.number() }),
    reply: z.object({ settings, editorType: z.string(), fileName: z.optional(z.string()), command, snapshot: selectionSnapshot, keys: z.array(z.object({ providerId: z.string(), origin: z.string(), lastFour: z.string(), keep: z.enum(['device', 'session']) })) }),
    timeoutMs: 15_000,
  },
  /** The selection now, with pinned layers and the designer's own roles. */
  'selection.read': { body: z.object({ pinnedIds: z.array(z.string()), roles: recordOf(role) }), reply: z.object({ snapshot: selectionSnapshot }), timeoutMs: 10_000 },
  'selection.set': { body: z.object({ ids: z.array(z.string()) }), reply: z.object({ selected: z.number() }), timeoutMs: 10_000 },
  /** Layers of the page whose name contains the text, for @ in the prompt; at most 20. With `ids`: those of them that are still there, wherever they are. */
  'layers.find': { body: z.object({ text: z.string().check(z.maxLength(100)), ids: z.optional(z.array(z.string())) }), reply: z.object({ layers: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), width: z.number(), height: z.number() })) }), timeoutMs: 10_000 },
  /** What stands around layers that are to be filled (src/shared/cards.ts), at most 4000 layers. Those that are gone are left out. */
  'cards.read': { body: z.object({ nodeIds: z.array(z.string()) }), reply: z.object({ nodes: z.array(cardNode) }), timeoutMs: 20_000 },
  /** Recipes on the current page, or on one layer; at most 200. `imageHash`: the picture that shows. `unreadable`: that layer carries one that this version cannot read. */
  'recipes.find': { body: z.object({ nodeId: z.nullable(z.string()) }), reply: z.object({ layers: z.array(z.object({ nodeId: z.string(), name: z.string(), imageHash: z.nullable(z.string()), recipe })), unreadable: z.optional(z.boolean()) }), timeoutMs: 10_000 },
  /**
   * A layer as PNG in sRGB. `look`: as drawn, alone; `fill`: the bytes of its topmost visible image fill, as stored (any format).
   * `leaveOut: overlays` hides text layers and instances inside it for the export. `maxEdgePx` bounds the longer side.
   */
  'layer.export': {
    body: z.object({ nodeId: z.string(), what: z.enum(['look', 'fill']), leaveOut: z.enum(['nothing', 'overlays']), maxEdgePx: z.number() }),
    reply: z.object({ bytes, widthPx: z.number(), heightPx: z.number(), mime: z.string() }),
    timeoutMs: 60_000,
  },
  /** The stored picture of a layer and how it lies on the canvas. `paintIndex` null: the topmost visible picture. `bytes` null when it is the picture of `haveHash`. Raises selection.changed, selection.unsupported, pixels.too-large. */
  'source.read': { body: z.object({ nodeId: z.string(), paintIndex: z.nullable(z.number()), haveHash: z.nullable(z.string()) }), reply: z.object({ source: sourcePicture, bytes: z.nullable(bytes) }), timeoutMs: 60_000 },
  /** One mask shape as PNG, at about the resolution of the source under it. Raises selection.changed, selection.unsupported, mask.outside-source. */
  'mask.read': { body: z.object({ nodeId: z.string(), sourceId: z.string(), paintIndex: z.number(), maxEdgePx: z.number() }), reply: z.object({ mask: maskPicture, bytes }), timeoutMs: 60_000 },
  /** Writes one result. Idempotent: the same jobId and resultIndex again gives the first outcome. Either bytes (PNG, JPEG, GIF, at most 4096 px) or the hash of an image the document has. */
  'place': {
    body: z.object({ plan: placementPlan, bytes: z.nullable(bytes), imageHash: z.nullable(z.string()) }),
    reply: placementOutcome,
    timeoutMs: 60_000,
  },
  /** A picture that waits for its turn, and how it goes into Rescued results when the window closes before; `bytes` null: it no longer waits. Placing it ends that, too. Null without bytes. Raises pixels.*. */
  'picture.wait': { body: z.object({ plan: placementPlan, bytes: z.nullable(bytes) }), reply: z.object({ imageHash: z.nullable(z.string()) }), timeoutMs: 60_000 },
  /** Puts back every target of a run; names what was changed since. */
  'run.undo': { body: z.object({ runId: z.string() }), reply: undoOutcome, timeoutMs: 30_000 },
  /** Takes the newest landing of this session back, whatever run it was of. `why` is set when that layer had to be left alone; `undone` is null when there is nothing to undo. */
  'placement.undo': {
    body: nothing,
    reply: z.object({ undone: z.nullable(z.object({ runId: z.string(), jobId: z.string(), resultIndex: z.number(), name: z.string(), removed: z.boolean(), why: z.nullable(z.string()) })) }),
    timeoutMs: 30_000,
  },
  /** Makes one of the image paints that Inlay stacked on a layer the visible one; null hides all of them. Commits one undo step, but for `commit: false`: then the next one commits it along. */
  'variation.show': { body: z.object({ nodeId: z.string(), imageHash: z.nullable(z.string()), commit: z.optional(z.boolean()) }), reply: z.object({ shown: z.boolean() }), timeoutMs: 10_000 },
  /** Shows one of Inlay's image paints and removes its others; null removes all of them; `flatten` removes the hidden picture that an edit was made from as well. One undo step. */
  'variation.keep': { body: z.object({ nodeId: z.string(), imageHash: z.nullable(z.string()), flatten: z.optional(z.boolean()) }), reply: z.object({ removed: z.number() }), timeoutMs: 10_000 },
  /** The layer as it looks with one of Inlay's image paints, or with none of them, as PNG. Changes nothing. */
  'variation.look': { body: z.object({ nodeId: z.string(), imageHash: z.nullable(z.string()), maxEdgePx: z.number() }), reply: z.object({ bytes, widthPx: z.number(), heightPx: z.number(), mime: z.string() }), timeoutMs: 60_000 },
  /** Builds a board; gives the ids of its parts in their order. One undo step. Raises placement.*. */
  'board.lay': { body: boardPlan, reply: z.object({ ids: z.array(z.string()) }), timeoutMs: 30_000 },
  /** Changes words and outlines of a board. Without `commit` the next landing takes them into its undo step. */
  'board.write': { body: z.object({ boardId: z.string(), changes: z.array(boardChange), commit: z.boolean() }), reply: z.object({ written: z.number() }), timeoutMs: 10_000 },
  /** A copy of a text layer over a picture: turned and sized to fit `place`. One undo step; Undo run removes it. Raises selection.changed. */
  'text.lay': { body: z.object({ nodeId: z.string(), targetId: z.string(), place: textPlace, runId: z.string(), jobId: z.string(), resultIndex: z.number() }), reply: z.object({ nodeId: z.string(), name: z.string() }), timeoutMs: 30_000 },
  /** The bytes of a picture that the document has; null when it has not. */
  'picture.read': { body: z.object({ imageHash: z.string() }), reply: z.object({ bytes: z.nullable(bytes) }), timeoutMs: 60_000 },
  /** Brings a layer into view and selects it. False when it is gone. */
  'node.show': { body: z.object({ nodeId: z.string() }), reply: z.object({ shown: z.boolean() }), timeoutMs: 10_000 },
  'settings.save': { body: z.object({ settings }), reply: nothing, timeoutMs: 10_000 },
  /** The only messages that may carry a key. A key belongs to the origin it was entered for. */
  'secret.save': { body: z.object({ providerId: z.string(), origin: z.string(), key: z.string().check(z.minLength(1), z.maxLength(500)), keep: z.enum(['device', 'session']) }), reply: nothing, timeoutMs: 10_000 },
  'secret.read': { body: z.object({ providerId: z.string(), origin: z.string() }), reply: z.object({ key: z.nullable(z.string()) }), timeoutMs: 10_000 },
  /** Moves a stored key between this device and this session; the key stays in the sandbox. False when there is none. */
  'secret.keep': { body: z.object({ providerId: z.string(), keep: z.enum(['device', 'session']) }), reply: z.object({ kept: z.boolean() }), timeoutMs: 10_000 },
  'secret.forget': { body: z.object({ providerId: z.string() }), reply: nothing, timeoutMs: 10_000 },
  /** Small JSON of this user: drafts, ledger, prompt history; a thumbnail is bytes. Null removes it. Never a key. */
  'state.load': { body: z.object({ name: z.string().check(z.maxLength(60)) }), reply: z.object({ value: json }), timeoutMs: 10_000 },
  'state.save': { body: z.object({ name: z.string().check(z.maxLength(60)), value: json }), reply: nothing, timeoutMs: 10_000 },
  /** Whether the window of this name may now change, alone, what all windows of this user share. `on: false` lets the next one. */
  'state.lock': { body: z.object({ owner: z.string(), on: z.boolean() }), reply: z.object({ held: z.boolean() }), timeoutMs: 10_000 },
  /** Text that Inlay keeps with the document, for everybody: untrusted; '' when there is none. `save` replaces it first; null only reads. Figma allows 100 kB an entry (figma-platform 3.3). */
  'file.data': { body: z.object({ name: z.enum(['brand', 'templates', 'id']), save: z.nullable(z.string().check(z.maxLength(90_000))) }), reply: z.object({ text: z.string() }), timeoutMs: 10_000 },
  /** The look of the file as lines of words: colour variables and styles, type styles, in the file's own order. */
  'brand.read': { body: nothing, reply: z.object({ lines: z.array(z.string()) }), timeoutMs: 10_000 },
  'notification.show': { body: z.object({ message: z.string().check(z.maxLength(100)), tone: z.enum(['plain', 'error']), nodeId: z.nullable(z.string()) }), reply: nothing, timeoutMs: 10_000 },
} as const

/** Told by the window, no answer. */
export const uiNotices = {
  'window.resize': z.object({ width: z.number(), height: z.number() }),
  /** Down to the progress strip, or back to the extent before. */
  'window.collapse': z.object({ collapsed: z.boolean() }),
  /** Only https links to hosts that the sandbox knows are opened. */
  'link.open': z.object({ url: z.string().check(z.maxLength(500)) }),
  'job.changed': z.object({ job: jobRecord }),
} as const

/** Told by the sandbox, no answer. */
export const sandboxNotices = {
  'selection.changed': z.object({ snapshot: selectionSnapshot }),
  /** A picture was dragged from the window onto the canvas: where it fell. `nodeId` is null on the page itself. */
  'canvas.dropped': z.object({ resultKey: z.string(), nodeId: z.nullable(z.string()), x: z.number(), y: z.number() }),
} as const

export type Asks = { [K in keyof typeof asks]: { body: z.infer<(typeof asks)[K]['body']>; reply: z.infer<(typeof asks)[K]['reply']> } }
export type UiNotices = { [K in keyof typeof uiNotices]: z.infer<(typeof uiNotices)[K]> }
export type SandboxNotices = { [K in keyof typeof sandboxNotices]: z.infer<(typeof sandboxNotices)[K]> }
