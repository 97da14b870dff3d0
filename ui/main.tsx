// Composition root of the window.
import '!@create-figma-plugin/ui/css/base.css'
import '!./inlay.css'
import '!./window.css'
import { h, render } from 'preact'
import * as z from 'zod/mini'
import { App } from './app'
import { browserDeps } from './state/browser-deps'
import { createApp } from './state/create-app'

z.config({ jitless: true }) // the plugin's policy forbids eval

/** What the toolkit calls with the window's root element. */
export default function mount(root: HTMLElement): void {
  document.documentElement.lang = 'en'
  const app = createApp(browserDeps())
  window.addEventListener('pagehide', () => app.dispose())
  render(<App handle={app} />, root)
}
