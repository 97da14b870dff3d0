// The picture on a template's card: drawn by the Demo model on this device, one after the other, once.
import { h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Picture } from '../../components/picture'
import { createBreather } from '../../pixels/breather'
import { browserDemoCanvas } from '../../providers/demo-canvas'
import { demoSteps } from '../../providers/demo-draw'
import type { Template } from '../../templates/template'

/** px: a card of two columns at 360 px on a 2x screen. */
const extent = { widthPx: 320, heightPx: 212 }
const drawn = new Map<string, Promise<string | null>>()
let chain: Promise<unknown> = Promise.resolve()

async function draw(prompt: string): Promise<string | null> {
  try {
    const surface = browserDemoCanvas.create(extent.widthPx, extent.heightPx), breathe = createBreather()
    for (const _step of demoSteps(surface.context, { ...extent, prompt, seed: 3, index: 0, transparent: false, tag: false, detail: 0.6 })) await breathe()
    const { bytes, mime } = await surface.encode('image/jpeg', 0.85)
    return URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime }))
  } catch {
    return null // no memory for a decoration: the name alone is shown
  }
}

function pictureOf(prompt: string): Promise<string | null> {
  const known = drawn.get(prompt) ?? (chain = chain.then(() => draw(prompt))) as Promise<string | null>
  drawn.set(prompt, known)
  return known
}

export function TemplatePicture({ template }: { template: Template }) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    void pictureOf(template.preview).then((made) => current && setUrl(made))
    return () => { current = false }
  }, [template.preview])
  return <Picture src={url} alt="" round ratio={extent.widthPx / extent.heightPx} />
}
