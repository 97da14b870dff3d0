// The host without a screen: bytes through the VM, placements, start.
import { deflateSync } from 'node:zlib'
import { HostDocument } from '../model/document.ts'
import { createSandbox, type Manifest, type Sandbox } from '../sandbox/index.ts'
import { loadQuickJS } from '../sandbox/vm.ts'
import { race, type Row } from './measure.ts'

const manifest: Manifest = { id: 'bench', name: 'Bench', documentAccess: 'dynamic-page', networkAccess: { allowedDomains: ['none'] } }

/** A PNG of about `size` bytes that decodes: noise, stored without compression. Every `mark` gives other bytes. */
function png(size: number, mark: number): Uint8Array {
  const width = 2000, height = Math.max(1, Math.round(size / (width * 3 + 1)))
  const raw = new Uint8Array(height * (width * 3 + 1))
  let state = mark * 2654435761 + 1
  for (let i = 0; i < raw.length; i++) raw[i] = i % (width * 3 + 1) === 0 ? 0 : (state = (state * 1664525 + 1013904223) >>> 0) >>> 24
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return new Uint8Array(Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(raw, { level: 0 })), chunk('IEND', Buffer.alloc(0))]))
}
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]), frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  let crc = 0xffffffff
  for (const byte of body) { crc ^= byte; for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1 }
  frame.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

async function open(mainSource: string, document = new HostDocument()): Promise<{ sandbox: Sandbox; document: HostDocument; next: () => Promise<unknown> }> {
  let take: (message: unknown) => void = () => undefined
  const sandbox = await createSandbox({ document, manifest, mainSource, onShowUI: () => sandbox.uiLoaded(), onUIMessage: (message) => take(message), onConsole: ({ text }) => { throw new Error(text) } })
  sandbox.start()
  await sandbox.idle()
  return { sandbox, document, next: () => new Promise((resolve) => { take = resolve }) }
}

/** From the window's message to createImage, and from getBytesAsync back to the window. */
export async function bytesThroughVm(megabytes: number, rounds: number): Promise<Row> {
  const pictures = Array.from({ length: rounds + 2 }, (_, round) => png(megabytes * 1e6, round))
  const { sandbox, next } = await open(`figma.showUI('<p>'); figma.ui.onmessage = async (bytes) => { figma.ui.postMessage(await figma.getImageByHash(figma.createImage(bytes).hash).getBytesAsync()) }`)
  const times = await race(async (round) => {
    const back = next()
    sandbox.postFromUI(pictures[round])
    const bytes = await back
    if (!(bytes instanceof Uint8Array) || bytes.length !== pictures[round]!.length) throw new Error('other bytes came back')
  }, (round) => structuredClone(structuredClone(pictures[round])), { rounds })
  sandbox.dispose()
  return { what: `${megabytes} MB PNG into the document and out again`, ...times, baseline: 'two structured clones in V8' }
}

/** Each with its own picture, fill and undo step. */
export async function placements(count: number, rounds: number): Promise<Row> {
  const scene = { nodes: Array.from({ length: count }, (_, i) => ({ type: 'FRAME' as const, id: `2:${i}`, x: i * 120 })) }
  const made = Array.from({ length: rounds + 2 }, (_, round) => Array.from({ length: count }, (_, i) => png(20_000, round * count + i)))
  const { sandbox, document, next } = await open(`figma.showUI('<p>'); figma.ui.onmessage = async ([id, bytes]) => {
    const node = await figma.getNodeByIdAsync(id)
    node.fills = [...node.fills, { type: 'IMAGE', scaleMode: 'FILL', imageHash: figma.createImage(bytes).hash }]
    figma.commitUndo()
    figma.ui.postMessage(id)
  }`, HostDocument.fromScene(scene))
  const plain = HostDocument.fromScene(scene)
  const times = await race(async (round) => {
    for (let i = 0; i < count; i++) {
      const placed = next()
      sandbox.postFromUI([`2:${i}`, made[round]![i]])
      await placed
    }
  }, (round) => {
    for (let i = 0; i < count; i++) {
      plain.change('plugin', () => {
        const node = plain.must(`2:${i}`), fills = node.fills as NonNullable<Exclude<typeof node.fills, 'mixed'>>
        plain.put({ ...node, fills: [...fills, { type: 'IMAGE', scaleMode: 'FILL', imageHash: plain.addImage(made[round]![i]!).hash }] })
      })
      plain.commitUndo()
    }
  }, { rounds })
  if (document.undoDepth !== count * (rounds + 2)) throw new Error(`${document.undoDepth} undo steps`)
  sandbox.dispose()
  return { what: `${count} placements`, ...times, baseline: 'the same changes without a VM' }
}

/** From nothing to a started plugin. */
export async function starts(mainSource: string, uiSource: string, rounds: number): Promise<Row> {
  const times = await race(async () => {
    const sandbox: Sandbox = await createSandbox({ document: new HostDocument(), manifest: { ...manifest, relaunchButtons: [{ command: 'generate', name: 'Generate' }] }, mainSource, uiSource, onShowUI: () => sandbox.uiLoaded() })
    if (!sandbox.start()) throw new Error('the plugin did not start')
    await sandbox.idle()
    sandbox.dispose()
  }, async () => {
    (await loadQuickJS()).newContext().dispose()
  }, { rounds })
  return { what: 'start of the sandbox with the built plugin', ...times, baseline: 'an empty QuickJS' }
}
