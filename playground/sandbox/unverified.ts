// Beliefs about Figma that no source confirms, each with the cautious answer the host gives. Check them in the real editor before a release.

export type Belief = { about: string; question: string; hostDoes: string }

export const unverified: readonly Belief[] = [
  { about: 'errors', question: 'Exact wording of most errors; sources give only some.', hostDoes: 'Throws with "in <operation>: ..." and a text of its own; plugins must not compare texts.' },
  { about: 'virtual machine', question: 'Engine and version of the main realm.', hostDoes: 'QuickJS-ng without built-ins newer than ES2020 (strict floor).' },
  { about: 'figma members', question: 'Whether an unknown member of figma reads undefined or throws.', hostDoes: 'Throws.' },
  { about: 'removed nodes', question: 'Which members of a removed node may still be read.', hostDoes: 'Only id, type and removed; all else throws.' },
  { about: 'images', question: 'How content hashes are made.', hostDoes: 'SHA-1 of the bytes; equal bytes give equal hashes.' },
  { about: 'images', question: 'Whether images that nothing uses survive closing the file.', hostDoes: 'They are dropped when the document is reopened.' },
  { about: 'images', question: 'What createImage makes of a cut-off file with a sound header.', hostDoes: 'Accepts it; only the header is read.' },
  { about: 'paints', question: 'Which optional fields Figma fills in on reading.', hostDoes: 'visible, opacity, blendMode; imageTransform for CROP, scalingFactor for TILE.' },
  { about: 'paints', question: 'Whether setting fills detaches the fill style and bound variables.', hostDoes: 'It does: fillStyleId becomes empty.' },
  { about: 'paints', question: 'What rotation takes.', hostDoes: 'Multiples of 90 only, never with CROP.' },
  { about: 'export', question: 'What exactly is refused as without visible layers.', hostDoes: 'Hidden (also through an ancestor), opacity 0, no visible paint in the whole subtree, zero area, fully clipped.' },
  { about: 'export', question: 'Largest export.', hostDoes: 'No limit of its own; the plugin must keep to 4096 px for images it places again.' },
  { about: 'messages', question: 'Whether values that do not survive are dropped or throw.', hostDoes: 'From main: functions, symbols, ArrayBuffer, other typed arrays, Map, Set, Blob throw; prototypes are lost. From the window: Blob, ArrayBuffer and other typed arrays arrive as empty objects.' },
  { about: 'messages', question: 'Largest message.', hostDoes: 'No limit.' },
  { about: 'plugin data', question: 'Whether 100 kB is 100,000 or 102,400 bytes.', hostDoes: '100,000 bytes of plugin id, key and value in UTF-8.' },
  { about: 'client storage', question: 'Exact accounting of the 5 MB.', hostDoes: '5 * 1024 * 1024 of key length plus JSON length, byte arrays raw.' },
  { about: 'undo', question: 'What a hand-made edit between uncommitted plugin changes does to the grouping.', hostDoes: 'It closes the group: plugin changes before it are one step.' },
  { about: 'undo', question: 'Whether plugin data and relaunch data are undone with the rest.', hostDoes: 'They are.' },
  { about: 'undo', question: 'Whether undo changes the selection.', hostDoes: 'Only layers that are gone leave it.' },
  { about: 'closing', question: 'What is left of figma after closePlugin.', hostDoes: 'Every access throws; timers, messages, promises and listeners stop.' },
  { about: 'events', question: 'Whether selectionchange fires for the plugin\'s own changes.', hostDoes: 'It does, asynchronously and coalesced.' },
  { about: 'instances', question: 'Which properties of a child of an instance can be overridden.', hostDoes: 'Paints, effects, text, visibility, opacity, corners; never place, size, layout or structure.' },
  { about: 'text', question: 'Which text properties need the font loaded.', hostDoes: 'All that may lay the text out anew, alignment included; fills do not.' },
  { about: 'text', question: 'Sizes of text.', hostDoes: 'A rough estimate; nothing may depend on it.' },
  { about: 'dynamic page', question: 'Which page content is loaded at start.', hostDoes: 'The current page only.' },
  { about: 'locked layers', question: 'Whether locked layers can be selected by a plugin.', hostDoes: 'They can; writing to them works (typings).' },
]
