// States of the builder, the templates and the brand kit.
import type { GalleryState } from './gallery-states.ts'

type Fragment = Record<string, unknown>

const paid = { providers: { openai: { key: 'sk-test-4242424242424242' } } }
const idle = { await: 'idle' }
const shot = (name: string): Fragment => ({ shot: name, of: 'window' })
const click = (name: string): Fragment => ({ ui: 'click', name })
const prompt = (value: string): Fragment => ({ ui: 'fill', name: 'Prompt', value })
const espresso = 'An espresso in a red ceramic cup, on a worn oak table, soft, warm side light in late afternoon, from a high angle, crema and wood grain visible'

export const galleryWordStates: readonly GalleryState[] = [
  { name: 'builder', scenario: { ...paid, scene: 'Brand kit', steps: [
    { select: ['Poster'] }, prompt(espresso), click('Builder'), idle, { ui: 'choose', name: 'Lens', value: '50 mm f/1.8' }, shot('builder'), { ui: 'press', keys: 'Escape' },
    prompt('a woman in Paris'), idle, shot('strength'), click('Improve prompt'), idle, shot('improvement'), click('Use'),
  ] } },
  { name: 'templates', scenario: { ...paid, scene: 'Brand kit', steps: [
    { select: ['Poster'] }, click('Templates'), idle, shot('templates'), click('Poster'), click('Use template'), idle, shot('template-fields'),
    click('Change'), click('Save mine'), { ui: 'fill', name: 'Template name', value: 'Autumn poster' }, shot('template-name'), click('Save template'), idle, click('More for Autumn poster'), shot('own-templates'), { ui: 'press', keys: 'Escape' }, { ui: 'press', keys: 'Escape' },
  ] } },
  { name: 'brand-kit', scenario: { ...paid, scene: 'Brand kit', steps: [
    { select: ['Look'] }, prompt(espresso), click('More options'), { ui: 'check', name: 'Use brand kit', value: true }, { ui: 'check', name: 'Series', value: true }, idle, shot('brand-kit-on'),
    click('Edit brand kit'), idle, click('Mark Look as moodboard'), idle, shot('brand-kit'), { ui: 'press', keys: 'Escape' }, idle, shot('brand-kit-line'),
  ] } },
]
