import { PluginError } from '../../../src/shared/errors'
import { callName } from '../../prompts/mentions'
import { cleanText } from '../../../src/shared/snapshot'
import { sendable } from '../../jobs/export-references'
import type { Actions, DraftReference } from '../state'
import type { ActionContext } from '../action-context'

/** What services take in one picture (openai-images.md 1.2). */
const maxFileBytes = 50 * 1024 * 1024

export function referenceActions({ store, pixels, random, fail }: ActionContext): Pick<Actions, 'addReferenceLayers' | 'addReferenceFile' | 'changeReference' | 'moveReference' | 'removeReference'> {
  const setReferences = (references: DraftReference[]): void => store.set(({ draft }) => ({ draft: { ...draft, references } }))
  const newId = (): string => `added ${Math.floor(random() * 36 ** 8).toString(36)}`
  return {
    addReferenceLayers(nodeIds, known = []) {
      const { draft, snapshot } = store.get()
      const taken = new Set(draft.references.flatMap(({ from }) => (from.kind === 'layer' ? [from.nodeId] : [])))
      const kept = draft.references.map((reference) => (reference.from.kind === 'layer' && nodeIds.includes(reference.from.nodeId) ? { ...reference, sticky: true } : reference))
      const called = draft.references.map(({ name }) => name)
      const added = nodeIds.filter((id) => !taken.has(id)).map((nodeId): DraftReference => {
        const layer = snapshot?.layers.find(({ id }) => id === nodeId) ?? known.find(({ id }) => id === nodeId)
        const from: DraftReference['from'] = { kind: 'layer', nodeId, what: 'look', leaveOut: 'nothing' }
        const name = callName(layer?.name ?? 'Layer', called)
        called.push(name)
        return { id: newId(), role: 'style', name, from: layer ? { ...from, extent: { width: layer.width, height: layer.height } } : from, sticky: true }
      })
      setReferences([...kept, ...added])
    },
    async addReferenceFile(file, name) {
      try {
        if (file.size > maxFileBytes) throw new PluginError('pixels.too-large', 'This picture is too large.', { hint: 'At most 50 MB.' })
        const bytes = new Uint8Array(await file.arrayBuffer())
        const { bytes: sent, mime, widthPx, heightPx } = await sendable(pixels, { bytes, ...pixels.readImageHeader(bytes) })
        const shown = callName(cleanText(name, 200), store.get().draft.references.map((reference) => reference.name))
        setReferences([...store.get().draft.references, { id: newId(), role: 'style', name: shown, from: { kind: 'file', image: { bytes: sent, mime, widthPx, heightPx, name: shown } }, sticky: true }])
      } catch (error) {
        fail(error)
      }
    },
    changeReference(id, { role, what, leaveOut }) {
      setReferences(store.get().draft.references.map((reference) => {
        if (reference.id !== id) return reference
        const from = reference.from.kind === 'layer' ? { ...reference.from, what: what ?? reference.from.what, leaveOut: leaveOut ?? reference.from.leaveOut } : reference.from
        return { ...reference, role: role ?? reference.role, from }
      }))
    },
    moveReference(id, step) {
      const references = [...store.get().draft.references]
      const at = references.findIndex((reference) => reference.id === id), to = at + step
      if (at < 0 || to < 0 || to >= references.length) return
      references.splice(to, 0, ...references.splice(at, 1))
      setReferences(references)
    },
    removeReference(id) {
      const { draft, droppedReferences } = store.get()
      const removed = draft.references.find((reference) => reference.id === id)
      if (!removed) return
      const selected = removed.from.kind === 'layer' ? [removed.from.nodeId] : []
      store.set({ droppedReferences: [...droppedReferences, ...selected], draft: { ...draft, references: draft.references.filter((reference) => reference !== removed) } })
    },
  }
}
