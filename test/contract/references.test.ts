// Promises about @references: an image's number is its place in the request, whatever layers are called and whatever happens to them.
import { afterEach, describe, expect, it } from 'vitest'
import { mentionPattern, openMentions } from '../../ui/prompts/mentions'
import { splitMentions } from '../../ui/components/prompt-box'
import { nameReferences, promptWithReferences } from '../../ui/prompts/clean-prompt'
import { checkRun } from '../../ui/state/check-run'
import { referencesPrice } from '../../ui/state/selectors'
import { layerOf, paidCard, cardOf, snapshotOf } from '../support/builders'
import { tryApp, type Trial } from '../support/try-app'
import { settle } from '../support/virtual-time'

const trials: Trial[] = []
const open = async (start: Parameters<typeof tryApp>[0] = {}): Promise<Trial> => {
  const trial = await tryApp(start)
  trials.push(trial)
  return trial
}
afterEach(() => { for (const { app } of trials.splice(0)) app.dispose() })

const board = layerOf('Moodboard', { role: 'reference', width: 300, height: 200 }), photo = layerOf('Photo', { role: 'reference' })
const found = (name: string, id = `id:${name}`) => ({ id, name, type: 'FRAME', width: 300, height: 200 })
const draftOf = ({ app }: Trial) => app.store.get().draft
const namesOf = (trial: Trial) => draftOf(trial).references.map(({ name }) => name)
const promptOf = ({ app }: Trial) => checkRun(app.store.get()).jobs[0]?.request.prompt ?? ''
const refuse = ({ app }: Trial) => checkRun(app.store.get()).blocked

describe('numbers', () => {
  it('follow the order of the request, and the names of layers are not sent', async () => {
    const trial = await open()
    trial.app.actions.addReferenceLayers(['id:Mug', 'id:Moodboard'], [found('Mug'), found('Moodboard')])
    trial.app.actions.editDraft({ prompt: 'The cup of @Mug in the light of @Moodboard' })
    expect(promptOf(trial)).toBe('The cup of image 1 in the light of image 2\n\nImage 1 gives the style. Image 2 gives the style.')
    const [mug] = draftOf(trial).references
    trial.app.actions.changeReference(mug!.id, { role: 'subject' })
    trial.app.actions.moveReference(mug!.id, 1)
    expect(promptOf(trial)).toBe('The cup of image 2 in the light of image 1\n\nImage 1 gives the style. Image 2 shows the subject.')
  })
  it.each([
    ['a name that begins another', ['Photo', 'Photo wide'], '@Photo wide and @Photo', 'image 2 and image 1'],
    ['a name in a longer word', ['Photo'], '@Photos, @Photo’s, @Photo.', '@Photos, image 1’s, image 1.'],
    ['signs of patterns', ['A (b) [c] $& \\d+'], 'like @A (b) [c] $& \\d+!', 'like image 1!'],
    ['a name that looks like an answer', ['image 2', 'Cat'], '@image 2 and @Cat', 'image 1 and image 2'],
    ['no name at all', [''], 'me@home @', 'me@home @'],
    ['letters beyond ASCII', ['Zürich'], '@Zürich, @Züricher', 'image 1, @Züricher'],
  ])('%s', (_, names, prompt, sent) => {
    expect(nameReferences(prompt, names.map((name) => ({ name, role: 'style' })))).toBe(sent)
    // The coloured words are the same ones.
    expect(splitMentions(prompt, names.map((name) => `@${name}`)).filter((_part, index) => index % 2 === 1)).toHaveLength((prompt.match(mentionPattern(names) ?? /$^/) ?? []).length)
  })
  it('are the same under the coloured words and in the request', () => {
    expect(splitMentions('in @Deep field light', ['@Deep', '@Deep field'])).toEqual(['in ', '@Deep field', ' light'])
    expect(promptWithReferences('plain', [])).toBe('plain')
  })
})

describe('duplicates', () => {
  it('are told apart by a number', async () => {
    const trial = await open()
    trial.app.actions.addReferenceLayers(['1', '2', '3'], [found('Photo', '1'), found('Photo', '2'), found('Photo 2', '3')])
    expect(namesOf(trial)).toEqual(['Photo', 'Photo 2', 'Photo 2 2'])
    trial.app.actions.editDraft({ prompt: '@Photo, @Photo 2, @Photo 2 2' })
    expect(promptOf(trial)).toContain('image 1, image 2, image 3')
  })
  it('of one layer are one reference', async () => {
    const trial = await open()
    trial.app.actions.addReferenceLayers(['1'], [found('Photo', '1')])
    trial.app.actions.addReferenceLayers(['1'], [found('Photo', '1')])
    expect(namesOf(trial)).toEqual(['Photo'])
  })
  it('in the selection, too', async () => {
    const trial = await open()
    await trial.select(snapshotOf([{ ...photo, id: 'a' }, { ...photo, id: 'b' }]))
    expect(namesOf(trial)).toEqual(['Photo', 'Photo 2'])
  })
})

describe('a renamed layer', () => {
  it('is called by its new name, selected or not', async () => {
    const trial = await open()
    await trial.select(snapshotOf([board]))
    trial.app.actions.editDraft({ prompt: 'in the light of @Moodboard, not @Moodboards' })
    await trial.select(snapshotOf([{ ...board, name: 'Mood of\n@autumn' }]))
    expect(namesOf(trial)).toEqual(['Mood of autumn'])
    expect(draftOf(trial).prompt).toBe('in the light of @Mood of autumn, not @Moodboards')

    const added = await open()
    added.app.actions.addReferenceLayers(['id:Mug'], [found('Mug')])
    added.app.actions.editDraft({ prompt: '@Mug on oak' })
    added.sandbox.override['layers.find'] = () => ({ layers: [found('Cup', 'id:Mug')] })
    await added.select(snapshotOf([layerOf('Hero')]))
    expect(namesOf(added)).toEqual(['Cup'])
    expect(draftOf(added).prompt).toBe('@Cup on oak')
  })
})

describe('a deleted layer', () => {
  it('stops the run with its name, until it is removed; nothing is sent', async () => {
    const trial = await open()
    trial.app.actions.addReferenceLayers(['id:Mug'], [found('Mug')])
    trial.app.actions.editDraft({ prompt: '@Mug on oak' })
    await trial.select(snapshotOf([layerOf('Hero')]))
    expect(draftOf(trial).references).toMatchObject([{ name: 'Mug', gone: true }])
    expect(refuse(trial)?.message).toBe('Mug was deleted. Remove it from the references.')
    trial.app.actions.run()
    expect(trial.app.store.get().runs).toEqual([])
    trial.app.actions.removeReference(draftOf(trial).references[0]!.id)
    expect(refuse(trial)).toBeNull()
  })
})

describe('a typed @name', () => {
  it('finds its layer: the selected one first, the longest name, exact letters', async () => {
    const trial = await open()
    trial.sandbox.override['layers.find'] = () => ({ layers: [found('Deep', '1'), found('Deep field', '2'), found('Deep field', '3')] })
    await trial.select(snapshotOf([layerOf('Deep field', { id: '3', role: 'target' })]))
    trial.app.actions.editDraft({ prompt: 'stars as in @Deep field, calm. Mail me@Deep' })
    await trial.time.advance(300)
    expect(draftOf(trial).references).toMatchObject([{ name: 'Deep field', from: { nodeId: '3' } }])
    expect(promptOf(trial)).toContain('as in image 1, calm. Mail me@Deep')
  })
  it('is looked up before a press that comes at once', async () => {
    const trial = await open({ auto: true })
    trial.sandbox.override['layers.find'] = () => ({ layers: [found('Moodboard')] })
    trial.app.actions.editDraft({ prompt: 'a chair like @Moodboard', count: 1 })
    trial.app.actions.run()
    await settle()
    await trial.time.advance(5000)
    expect(Object.values(trial.app.store.get().jobs)[0]?.request.prompt).toContain('a chair like image 1')
    expect(trial.sandbox.state.exports).toMatchObject([{ nodeId: 'id:Moodboard', what: 'look' }])
  })
  it('stays as it is when no layer is called so, and is asked for once', async () => {
    const trial = await open()
    let asked = 0
    trial.sandbox.override['layers.find'] = () => { asked += 1; return { layers: [found('Mood')] } }
    trial.app.actions.editDraft({ prompt: 'like @Moodboard' })
    await trial.time.advance(300)
    trial.app.actions.editDraft({ prompt: 'a chair like @Moodboard' })
    await trial.time.advance(300)
    expect([asked, namesOf(trial)]).toEqual([1, []])
    expect(openMentions('a @b, c@d (@e f', ['b'])).toEqual(['e f'])
    expect(openMentions('like @Deep field and @Old', [])).toEqual(['Deep field and ', 'Old'])
  })
})

describe('limits and price', () => {
  it('stop the run over the limit of the model, and say what sending them costs', async () => {
    const trial = await open({ withKey: true, deps: { cards: [cardOf({ maxReferences: 16 }), paidCard({ maxReferences: 16, price: { kind: 'tokens', exact: true, rates: { textIn: 0, imageIn: 10, imageOut: 0 }, tokensPerPartial: 0, outputTokens: () => ({ low: 0, high: 0 }), inputImageTokens: () => 1000 } })] } })
    trial.usePaid()
    trial.app.actions.editDraft({ prompt: 'seventeen', count: 1 })
    const ids = Array.from({ length: 17 }, (_, index) => `r${index}`)
    trial.app.actions.addReferenceLayers(ids.slice(0, 16), ids.map((id) => found(id, id)))
    expect(refuse(trial)).toBeNull()
    expect(referencesPrice(trial.app.store.get())).toBe('$0.16')
    trial.app.actions.addReferenceLayers(ids, ids.map((id) => found(id, id)))
    expect(refuse(trial)?.message).toBe('Paint 1 takes 16 references; there are 17. Remove some or choose another model.')
    trial.app.actions.run()
    expect(trial.app.store.get().runs).toEqual([])
    trial.app.actions.removeReference(trial.app.store.get().draft.references[0]!.id)
    expect(refuse(trial)).toBeNull()
  })
})
