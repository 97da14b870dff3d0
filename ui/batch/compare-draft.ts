// What is compared: the model, the quality and the prompt in use, each with others beside it.
export type CompareDraft = {
  on: boolean
  /** `providerId/modelId` of the others. */
  models: readonly string[]
  /** Labels of further quality steps, as "High": every model has its own ids. */
  qualities: readonly string[]
  /** Further prompts, as written; empty ones do not count. */
  prompts: readonly string[]
}

export const noComparison: CompareDraft = { on: false, models: [], qualities: [], prompts: [] }

/** Cells of one board, and further prompts. */
export const compareLimits = { cells: 36, prompts: 5 }

/** A, B, C: how prompts are told apart. */
export const promptLetter = (index: number): string => String.fromCharCode(65 + index)
