import type { Template } from './template'

export const productShot: Template = {
  id: 'product-shot', label: 'Product shot', kinds: ['photo', 'marketing'], ratio: '1:1', preview: 'a bottle of perfume on stone, bright',
  slots: [
    { id: 'product', label: 'Product', kind: 'text', usual: 'a ceramic mug', from: 'subject' },
    { id: 'surface', label: 'Surface', kind: 'text', usual: 'a matte stone plinth' },
    { id: 'angle', label: 'Angle', kind: 'choice', usual: 'at an angle of 45 degrees', choices: [{ label: 'Overhead', words: 'from directly overhead' }, { label: 'Side', words: 'straight from the side' }, { label: '45 degrees', words: 'at an angle of 45 degrees' }] },
    { id: 'background', label: 'Background', kind: 'choice', usual: 'a seamless white background', choices: [{ label: 'White', words: 'a seamless white background' }, { label: 'Dark', words: 'a deep dark background' }, { label: 'Marble', words: 'a background of veined marble' }] },
  ],
  subject: { slot: 'product', keep: 'Use {product} itself: keep its shape, proportions, colours, material and label exactly as they are. Light it as the scene is lit, with a soft contact shadow where it touches {surface} and a faint reflection; no cut-out edge and no floating.' },
  lines: [
    'Professional product photograph of {product} standing on {surface}, seen {angle}, against {background}',
    'Soft diffuse studio light with even shadows; 50 mm lens',
    'Clean commercial picture, high detail',
  ],
}
