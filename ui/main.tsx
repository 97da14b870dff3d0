// Composition root of the window.
import { h, render } from 'preact'
import * as z from 'zod/mini'
import { App } from './app'
import { browserDeps } from './state/browser-deps'
import { createApp } from './state/create-app'
// After the kit's own styles, which come with the app.
import '!@create-figma-plugin/ui/lib/css/base.css'
import '!./inlay.css'
import '!./window.css'
import '!./components/mask-stage/mask-stage.css'

z.config({ jitless: true }) // the plugin's policy forbids eval

/** What the toolkit calls with the window's root element. */
export default function mount(root: HTMLElement): void {
  document.documentElement.lang = 'en'
  document.title = 'Inlay'
  const app = createApp(browserDeps())
  window.addEventListener('pagehide', () => app.dispose())
  render(<App handle={app} />, root)
}
