// The page put together.
import { h } from 'preact'
import { useEffect } from 'preact/hooks'
import { Canvas } from './canvas.tsx'
import { Coach } from './coach.tsx'
import { listenToKeys } from './keys.ts'
import { Layers } from './layers.tsx'
import type { Playground } from './playground.ts'
import type { PluginHost } from './plugin-host.ts'
import { PluginWindowView } from './plugin-window.tsx'
import { SideFoot } from './side-foot.tsx'
import { Toasts } from './toasts.tsx'
import { Tools } from './tools.tsx'
import { TopBar } from './top-bar.tsx'
import { usePlayground } from './use-playground.ts'

export function Page({ playground, plugin, run }: { playground: Playground; plugin: PluginHost; run(command: string): void }) {
  usePlayground(playground)
  useEffect(() => listenToKeys(playground), [playground])
  useEffect(() => { document.documentElement.className = `figma-${playground.theme}` }, [playground.theme])
  return (
    <div class="page">
      <TopBar playground={playground} plugin={plugin} run={run} />
      <aside class="side"><Layers playground={playground} /><SideFoot playground={playground} plugin={plugin} run={run} /></aside>
      <main class="stage">
        <Canvas playground={playground} />
        {playground.document.children(playground.document.currentPageId).length === 0 ? (
          <div class="blank" aria-hidden="true"><p>An empty page</p><p>Press <kbd>F</kbd> and drag a frame, drop a picture, or press Generate: Inlay makes frames of its own.</p></div>
        ) : null}
        <Coach playground={playground} plugin={plugin} />
        <Toasts playground={playground} />
        <Tools playground={playground} />
        <PluginWindowView plugin={plugin} />
      </main>
    </div>
  )
}
