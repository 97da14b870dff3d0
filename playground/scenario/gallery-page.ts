// The page of the gallery: every state with its widths and themes side by side. Pure.
export type GalleryPicture = { name: string; width: number; theme: 'light' | 'dark'; file: string }

/** `pictures` in the order of the states. */
export function galleryPage(pictures: readonly GalleryPicture[]): string {
  const names = [...new Set(pictures.map(({ name }) => name))]
  const figure = ({ name, width, theme, file }: GalleryPicture): string => `<figure class="${theme}"><img src="${file}" width="${width}" loading="lazy" alt="${name}, ${width} px, ${theme}"><figcaption>${width} px, ${theme}</figcaption></figure>`
  const state = (name: string): string => `<section id="${name}"><h2>${name}</h2><div>${pictures.filter((picture) => picture.name === name).map(figure).join('')}</div></section>`
  return `<!doctype html><meta charset="utf-8"><title>Inlay, every state</title><style>
body { margin: 24px; font: 13px/18px Inter, sans-serif; background: #e9e9eb; color: #1e1e1e } h2 { font-size: 15px; margin: 32px 0 8px }
section > div { display: flex; flex-wrap: wrap; gap: 16px; align-items: start } figure { margin: 0 } img { display: block; border-radius: 8px; box-shadow: 0 2px 12px #0003 } figcaption { margin-top: 4px; color: #555 } nav { columns: 4 }
</style><h1>Inlay, every state</h1><nav>${names.map((name) => `<div><a href="#${name}">${name}</a></div>`).join('')}</nav>${names.map(state).join('')}`
}
