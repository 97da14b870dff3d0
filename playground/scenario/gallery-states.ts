// Every state of the window that can be told in a scenario: what the gallery pictures and what the accessibility tests check.
import { galleryFinishStates } from './gallery-finish-states.ts'
import { galleryFormatStates } from './gallery-format-states.ts'
import { galleryEditStates } from './gallery-edit-states.ts'
import { galleryPageStates } from './gallery-page-states.ts'
import { galleryWordStates } from './gallery-word-states.ts'

type Fragment = Record<string, unknown>
export type GalleryState = { name: string; scenario: Fragment & { steps: Fragment[] } }

const key = 'sk-test-4242424242424242'
const paid = { providers: { openai: { key } } }
const frame = (id: string, name: string, x: number, width: number, height: number, fills: unknown[] = [{ type: 'SOLID', color: { r: 0.07, g: 0.11, b: 0.23 } }], more: Fragment = {}): Fragment => ({ type: 'FRAME', id, name, x, y: 0, width, height, fills, ...more })
const three = { nodes: [frame('1:1', 'Hero', 0, 1440, 1024), frame('1:2', 'Post', 1500, 1080, 1080), frame('1:3', 'Phone', 2640, 390, 844)] }
const odd = {
  nodes: [
    frame('1:1', 'A frame with a really very long name that nobody would ever want to read', 0, 800, 600),
    frame('1:2', 'Locked', 900, 400, 400, undefined, { locked: true }), frame('1:3', 'Dot', 1400, 10, 10), frame('1:4', 'Hidden', 1500, 400, 400, undefined, { visible: false }),
  ],
}
const many = { nodes: Array.from({ length: 40 }, (_, i) => frame(`2:${i + 1}`, `Card ${i + 1}`, (i % 8) * 340, 320, 240, undefined, { y: Math.floor(i / 8) * 260 })) }
const photo = (image: string): Fragment => ({ type: 'IMAGE', scaleMode: 'FILL', image })
const pictureFiles = ['chelsea.png', 'rocket.jpg', 'coffee-blue.jpg', 'astronaut.png', 'hubble_deep_field.jpg']
const pictureNames = Array.from({ length: 17 }, (_, index) => `Picture ${index + 1}`)
const gallery = { nodes: [frame('1:1', 'Hero', 0, 1440, 1024), ...pictureNames.map((name, index): Fragment => ({ type: 'RECTANGLE', id: `2:${index + 1}`, name, x: index * 220, y: 1200, width: 200, height: 200, fills: [photo(`photos/${pictureFiles[index % pictureFiles.length]!}`)] }))] }
/** A frame that is wider than its picture. */
const roomy = { nodes: [frame('1:1', 'Banner', 0, 1600, 700, [], { children: [{ type: 'RECTANGLE', id: '1:2', name: 'Photo', x: 500, y: 100, width: 600, height: 400, fills: [photo('photos/coffee.png')] }] })] }
const prompt = (value = 'A rocket on its launch pad at blue hour, floodlights flaring near the ground'): Fragment => ({ ui: 'fill', name: 'Prompt', value })
const model = (value: string): Fragment => ({ ui: 'choose', name: 'Model', value })
const all = { select: ['Hero', 'Post', 'Phone'] }
const run = { ui: 'click', action: 'run' }, idle = { await: 'idle' }
const shot = (name: string): Fragment => ({ shot: name, of: 'window' })
const cardsOf = (scene: { nodes: Fragment[] }): string[] => scene.nodes.map(({ id }) => `#${String(id)}`)
/** Answers without a picture, one after the other: as many as the queue lets go in one minute. */
const refusals: readonly [state: string, answer: Fragment][] = [
  ['not-verified', { status: 403, type: 'invalid_request_error', message: 'Your organization must be verified to use the model `gpt-image-2`.' }],
  ['refused', { status: 400, code: 'moderation_blocked', type: 'image_generation_user_error', categories: ['violence'] }],
  ['no-credit', { status: 429, code: 'credit_balance_exhausted', type: 'insufficient_quota' }],
  ['key-rejected', { status: 401, code: 'invalid_api_key' }],
]

/** Each is played from a fresh start and pictures several states; a state's name is that of its picture. */
export const galleryStates: readonly GalleryState[] = [
  { name: 'first-run', scenario: { scene: 'Empty', steps: [{ ui: 'read', name: 'Prompt', as: 'prompt' }, shot('first-run'), { ui: 'click', name: 'What leaves this file' }, shot('what-leaves'), { ui: 'press', name: 'Create', keys: '?' }, shot('keys'), { ui: 'click', name: 'Back' }, { ui: 'click', name: 'Collapse' }, shot('collapsed'), { ui: 'click', name: 'Expand window' }] } },
  {
    name: 'create', scenario: {
      ...paid, scene: three, steps: [
        all, prompt(), idle, shot('generate'), { ui: 'press', name: 'Model', keys: 'Enter' }, shot('model-menu'), { ui: 'press', keys: 'Escape' },
        { ui: 'click', name: 'More options' }, { ui: 'choose', name: 'Resolution', value: 'Exact' }, shot('more-options'), { ui: 'click', name: 'More options' },
        { network: 'off' }, run, { await: { text: 'You are offline' } }, shot('offline'),
      ],
    },
  },
  { name: 'references', scenario: { ...paid, scene: 'Space museum', steps: [{ select: ['Hero', 'Deep field', 'Comet'] }, prompt(), idle, shot('references'),
    { ui: 'click', name: 'Hero, target' }, shot('selection-menu'), { ui: 'press', keys: 'Escape' }, { ui: 'click', name: 'Comet, reference' }, { ui: 'click', name: 'Show what is sent' }, idle, shot('what-is-sent'), { ui: 'click', name: 'Close' },
    { ui: 'click', name: 'Reference 1' }, shot('reference-menu'), { ui: 'press', keys: 'Escape' }, { ui: 'click', name: '@ Reference' }, idle, shot('layer-picker'), { ui: 'press', keys: 'Escape' }] } },
  { name: 'many-references', scenario: { ...paid, scene: gallery, steps: [{ select: ['Hero', ...pictureNames] }, prompt(), idle, shot('many-references')] } },
  {
    name: 'edited', scenario: {
      scene: 'Space museum', settings: { hintsDone: true, recipesTold: true }, steps: [
        { plugin: 'open' }, { select: ['Photo', 'Ellipse 3'] }, idle, { ui: 'choose', name: 'Intent', value: 'Replace' }, prompt('A cobalt blue enamel cup and saucer'), idle,
        run, idle, { ui: 'click', name: 'Results' }, idle, shot('edited'), { ui: 'click', name: 'Full report' }, shot('edited-report'), { ui: 'click', name: 'Hide the report' }, { ui: 'click', name: 'Flatten' }, shot('flatten'), { ui: 'click', name: 'Leave it' },
      ],
    },
  },
  { name: 'expand', scenario: { scene: roomy, settings: { hintsDone: true }, steps: [{ plugin: 'open' }, { select: ['Banner'] }, { ui: 'choose', name: 'Tool', value: 'Expand' }, idle, shot('expand'), { ui: 'choose', name: 'Expand to', value: 'To ratio' }, idle, shot('expand-ratio'), { ui: 'choose', name: 'Expand to', value: 'By side' }, idle, shot('expand-side')] } },
  { name: 'layers', scenario: { ...paid, scene: { nodes: [...odd.nodes, ...many.nodes] }, steps: [{ select: cardsOf(odd) }, prompt(), idle, shot('odd-layers'), { select: cardsOf(many) }, idle, shot('many-targets')] } },
  {
    name: 'running', scenario: {
      ...paid, scene: three, server: [{ when: {}, do: { hold: 'gate' } }], steps: [
        all, prompt(), run, { await: { partial: 2 } }, shot('running'), { ui: 'click', name: 'Results' }, shot('running-results'),
        { ui: 'click', name: 'Create' }, { ui: 'click', action: 'cancel' }, { await: { text: 'Cancelled' } }, shot('cancelled'), { server: 'release', gate: 'gate' }, idle,
      ],
    },
  },
  { name: 'done', scenario: { ...paid, scene: three, settings: { showPartials: false }, steps: [all, prompt(), run, idle, shot('done'), { ui: 'click', name: 'Results' }, idle, shot('results'),
    { ui: 'click', name: 'History' }, { ui: 'click', name: 'Star A rocket on its launch pad at blue hour, Hero' }, idle, shot('history'), { ui: 'click', name: 'More for A rocket on its launch pad at blue hour, Post' }, shot('history-menu'), { ui: 'press', keys: 'Escape' },
    { ui: 'choose', name: 'Filter', value: 'Rejected' }, shot('history-none'), { ui: 'click', name: 'Spending' }, shot('spending')] } },
  { name: 'some-failed', scenario: { ...paid, scene: three, settings: { showPartials: false }, server: [
    { when: { nth: 2 }, do: { status: 500 } }, { when: { nth: 4 }, do: { status: 429, code: 'rate_limit_exceeded', message: 'Rate limit reached. Please try again in 9s.' } },
  ], steps: [
    all, prompt(), run, idle, shot('some-failed'), { ui: 'click', name: 'Results' }, idle, shot('some-failed-results'),
    { ui: 'click', name: 'Create' }, { select: ['Hero'] }, run, { await: { text: 'asks to wait' } }, shot('countdown'), { ui: 'click', action: 'cancel' }, idle,
  ] } },
  { name: 'variations', scenario: { scene: three, steps: [{ select: ['Hero'] }, prompt('misty hills at dawn'), model('Demo'), { ui: 'fill', name: 'Count', value: '4' }, run, idle, { ui: 'click', name: 'Results' }, idle, { ui: 'press', name: 'Variation 1', keys: 'ArrowRight ArrowRight S ArrowRight Delete' }, idle, shot('variations'),
    { ui: 'click', name: 'Compare' }, shot('variations-compared'), { ui: 'click', name: 'Hide compare' }, { ui: 'click', name: 'More like this' }, idle, shot('more-like-this')] } },
  {
    name: 'settings', scenario: {
      scene: three, settings: { hintsDone: true }, steps: [
        all, prompt(), model('GPT Image 2'), run, shot('no-key'), { ui: 'click', name: 'Results' }, shot('results-empty'), { ui: 'click', name: 'History' }, shot('history-empty'),
        { ui: 'click', name: 'Settings' }, shot('settings'), { ui: 'fill', name: 'OpenAI key', value: 'sk-bad-000000000000' }, { ui: 'click', name: 'Test key' }, { await: { text: 'did not accept' } }, shot('settings-key-refused'),
        { ui: 'fill', name: 'OpenAI key', value: key }, { ui: 'click', name: 'Test key' }, { await: { text: 'Key ending in' } }, shot('settings-key-works'),
        { ui: 'choose', name: 'Keep the key', value: 'Until I close Inlay' }, { ui: 'click', name: 'Forget key' }, shot('settings-forget'), { ui: 'click', name: 'Keep it' }, { ui: 'choose', name: 'Data region', value: 'Europe' }, idle, shot('settings-elsewhere'),
      ],
    },
  },
  {
    name: 'answers', scenario: {
      ...paid, scene: three, settings: { showPartials: false }, server: refusals.map(([, answer], index) => ({ when: { nth: index + 1 }, do: answer })),
      steps: [{ select: ['Hero'] }, prompt(), ...refusals.flatMap(([state]) => [run, idle, shot(state)])],
    },
  },
  {
    name: 'meanwhile', scenario: {
      ...paid, scene: three, settings: { showPartials: false, recipesTold: true, capPerRunUsd: 0.1 }, server: [{ when: { nth: 1 }, do: { hold: 'gate' } }, { when: { nth: 2 }, do: { hold: 'gate' } }], steps: [
        { select: ['Hero', 'Post'] }, prompt(''), idle, shot('no-prompt'), prompt(), { ui: 'fill', name: 'Count', value: '2' }, idle, run, shot('cap-reached'), { ui: 'fill', name: 'Count', value: '1' },
        run, { await: { requests: 2 } },
        { host: 'delete', node: 'Hero' }, { host: 'setFills', node: 'Post', fills: [{ type: 'SOLID', color: { r: 1, g: 0.4, b: 0.2 } }] }, { server: 'release', gate: 'gate' }, idle, shot('target-gone'), { ui: 'click', name: 'Results' }, idle, shot('target-gone-results'),
      ],
    },
  },
  ...galleryPageStates,
  ...galleryEditStates,
  ...galleryWordStates,
  ...galleryFormatStates,
  ...galleryFinishStates,
]
