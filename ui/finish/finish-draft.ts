// How a picture is finished, as the designer set it.
import { firstUpscale, type UpscaleDraft } from './upscale-draft'

export const finishWays = ['cut-out', 'upscale'] as const
export type FinishWay = (typeof finishWays)[number]

export type FinishDraft = {
  way: FinishWay
  /** Key of the method's card by way; left out: the one that suits the picture. */
  methods: Readonly<Partial<Record<FinishWay, string>>>
  /** Background that the subject encloses goes, too. */
  holes: boolean
  /** How far is a matter of one picture: it is not kept. */
  upscale: UpscaleDraft
}

export const firstFinishDraft: FinishDraft = { way: 'cut-out', methods: {}, holes: true, upscale: firstUpscale }
