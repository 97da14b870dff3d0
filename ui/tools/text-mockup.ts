// Text mockup: exact words in a scene of a template, as the fill of the chosen frame or a new one. Pure.
import type { SelectionSnapshot } from '../../src/shared/snapshot'
import { cleanPrompt } from '../prompts/clean-prompt'
import { fillTemplate } from '../templates/fill-template'
import { templateById, wordTemplates } from '../templates/index'
import { slotValuesFrom } from '../templates/slots-from-selection'
import { firstTextDraft, lendsWords, textsFor, type ExpectedText, type TextDraft } from '../words/text-draft'
import { generate } from './generate'
import { blockedBy, type Plan, type PlanInput, type Tool } from './tool'

export const sceneOf = ({ sceneId }: Pick<TextDraft, 'sceneId'>) => wordTemplates.find(({ id }) => id === sceneId) ?? templateById(firstTextDraft.sceneId)!

/** Layers that lend their words get no picture. */
const withoutWords = (snapshot: SelectionSnapshot | null): SelectionSnapshot | null => snapshot && { ...snapshot, layers: snapshot.layers.filter((layer) => !lendsWords(layer)) }

/** As the model gets it. */
export function mockupPrompt(snapshot: SelectionSnapshot | null, text: TextDraft, texts: readonly ExpectedText[], description: string): string {
  const scene = sceneOf(text)
  const values = slotValuesFrom(scene, { snapshot: withoutWords(snapshot), references: [], colours: [] })
  const filled = fillTemplate(scene, { ...values, words: texts.map((one) => one.text).join('\n'), ...(text.lettering ? { lettering: text.lettering } : {}) })
  return [filled, cleanPrompt(description)].filter(Boolean).join(' ')
}

function plan(input: PlanInput): Plan {
  const text = input.text ?? firstTextDraft, texts = textsFor(input.snapshot, text), own = withoutWords(input.snapshot)
  if (texts.length === 0) return { jobs: [], notes: [], blocked: blockedBy('request.prompt-missing', 'Select text layers, or type the words to be written.') }
  const rows = text.each && texts.length > 1 ? texts.map((one) => [one]) : [texts]
  const [first = [], ...others] = rows
  const draft = { ...input.draft, count: rows.length > 1 ? 1 : input.draft.count, prompt: mockupPrompt(input.snapshot, text, first, input.draft.prompt) }
  const made = generate.plan({ ...input, snapshot: own, draft })
  const jobs = made.jobs.map((job) => ({
    ...job, request: { ...job.request, toolId: 'text-mockup' }, letters: first,
    placements: job.placements.map((placement) => ({ ...placement, layerName: first[0]!.text })),
  }))
  const [model] = jobs
  if (!model || others.length === 0) return { ...made, jobs }
  return { ...made, jobs: [{ ...model, placements: model.placements.map((placement) => ({ ...placement, rowCount: rows.length })) }, ...others.map((row, index) => variantOf(model, first, row, index + 1, rows.length, jobs[index + 1]))] }
}

type Mockup = Plan['jobs'][number]

/** The same scene with other words: an edit of the first mockup's picture. Where there is a frame for it, it goes there. */
function variantOf(model: Mockup, was: readonly ExpectedText[], row: readonly ExpectedText[], index: number, count: number, own: Mockup | undefined): Mockup {
  const [before, after] = [was[0]!.text, row[0]!.text], [placement] = (own ?? model).placements
  return {
    ...model, letters: [...row], editsFirst: true,
    ...(own ? { targetName: own.targetName } : {}),
    request: { ...model.request, prompt: `Replace the words “${before}” with “${after}”, in the same lettering, size, colour and place, spelled exactly so, letter for letter. Keep everything else of image 1 exactly as it is. Do not crop, zoom or shift the picture.` },
    references: [],
    placements: placement ? [{ ...placement, layerName: after, rowIndex: index, rowCount: count, ...(own || placement.targetId === null ? {} : { mode: 'variation' as const }) }] : [],
  }
}

function button({ snapshot, draft: { count }, text = firstTextDraft }: Parameters<Tool['button']>[0]): string {
  const texts = textsFor(snapshot, text), made = text.each && texts.length > 1 ? texts.length : count
  return made > 1 ? `Generate ${made} mockups` : 'Generate mockup'
}

export const textMockup: Tool = { id: 'text-mockup', strip: 'text', label: 'Text', needs: 'Works with text layers, or typed words', placeholder: 'Anything else about the scene', plan, button, promise: 'Words can be read back, free' }
