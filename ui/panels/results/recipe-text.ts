// How a result can be made again, as text for the clipboard: no price, no user, no key, no address (design D0.11). Pure.
import { pictureOf, type Job, type JobResult } from '../../jobs/job'

export function recipeText({ job, result, model, quality }: { job: Job; result: JobResult; model: string; quality: string }): string {
  const { request } = job, { widthPx, heightPx } = pictureOf(result)
  const lines = [
    `Prompt: ${job.words || '(none)'}`, `Model: ${model}`, `Quality: ${quality}`, `Size: ${widthPx} × ${heightPx} px`,
    request.background === 'auto' ? '' : `Background: ${request.background}`, request.seed === null ? '' : `Seed: ${request.seed}`,
    request.references.length === 0 ? '' : `References: ${request.references.map(({ role, image }, index) => `${index + 1} ${role}${image.name ? `, ${image.name}` : ''}`).join('; ')}`,
  ]
  return lines.filter(Boolean).join('\n')
}
