import type { Template } from './template'

export const landscape: Template = {
  id: 'landscape', label: 'Landscape', kinds: ['photo'], ratio: '3:2', preview: 'alpine peaks at golden hour',
  slots: [
    { id: 'place', label: 'Place', kind: 'text', usual: 'a valley with a river below bare peaks', from: 'layer' },
    { id: 'time', label: 'Time of day', kind: 'choice', usual: 'early in the day', choices: [{ label: 'Early', words: 'early in the day' }, { label: 'Midday', words: 'at midday' }, { label: 'Late', words: 'late in the day' }, { label: 'Night', words: 'at night' }] },
    { id: 'light', label: 'Kind of light', kind: 'choice', usual: 'golden hour light', choices: [{ label: 'Golden hour', words: 'golden hour light' }, { label: 'Morning', words: 'clear morning light' }, { label: 'Blue hour', words: 'blue hour light' }] },
  ],
  lines: [
    'Wide-angle landscape of {place}, {time}, in {light}',
    'Volumetric light through haze and clouds',
    '24 mm lens at f/8, deep focus from the foreground to the horizon',
    'Natural colour with no added saturation; photorealistic',
  ],
}
