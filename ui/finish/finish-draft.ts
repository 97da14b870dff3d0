// How a picture is finished, as the designer set it.
export const finishWays = ['cut-out', 'upscale'] as const
export type FinishWay = (typeof finishWays)[number]

export type FinishDraft = {
  way: FinishWay
  /** Key of the method's card by way; left out: the one that suits the picture. */
  methods: Readonly<Partial<Record<FinishWay, string>>>
  /** Background that the subject encloses goes, too. */
  holes: boolean
}

export const firstFinishDraft: FinishDraft = { way: 'cut-out', methods: {}, holes: true }
