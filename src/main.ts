// Opens the window and connects the channel. Every menu and relaunch command comes here; `figma.command` tells which.
import { showUI } from '@create-figma-plugin/utilities'
import * as z from 'zod/mini'
import { createChannel } from './shared/channel'
import { clamp } from './shared/geometry'
import { asks, commands, sandboxNotices, uiNotices, type Command } from './shared/protocol'
import { figmaPort, randomPrefix, sandboxTimers } from './document/figma-port'
import { createProblemNotice } from './document/notify'
import { readSelection, type SelectionWishes } from './document/read-selection'
import { createRunMemory } from './document/run-memory'
import { rescueWaiting } from './document/place-result'
import { createSecrets } from './document/secrets'
import { createJobLog, loadSettings } from './document/storage'
import { watchDrop } from './document/watch-drop'
import { watchSelection } from './document/watch-selection'
import { createWindowSize } from './document/window-size'
import { createHandlers, createListeners, type Session } from './handlers'

z.config({ jitless: true })

/** '' from the plain menu entry, 'src/main.ts--generate' from the menu, 'generate' from a relaunch button. */
function commandOf(text: string | undefined): Command {
  const name = (text ?? '').split('--').pop()
  return commands.filter((command) => command === name)[0] ?? 'open'
}

async function open(): Promise<void> {
  const settings = await loadSettings()
  showUI({ title: 'Inlay', width: clamp(settings.windowWidth, 320, 4000), height: clamp(settings.windowHeight, 420, 4000) })

  const memory = createRunMemory(), wishes: SelectionWishes = { pinnedIds: [], roles: {} }, onProblem = createProblemNotice()
  const session: Session = {
    command: commandOf(figma.command), memory, wishes, onProblem,
    secrets: createSecrets(), jobLog: createJobLog(), windowSize: createWindowSize(sandboxTimers, onProblem),
    readSelection: () => readSelection(wishes, memory),
  }
  const channel = createChannel({
    port: figmaPort, prefix: randomPrefix(), timers: sandboxTimers, onProblem,
    asks: {}, notices: sandboxNotices, handled: asks, heard: uiNotices,
    handlers: createHandlers(session), listeners: createListeners(session),
  })
  const watch = watchSelection({ timers: sandboxTimers, read: session.readSelection, tell: (snapshot) => channel.notify('selection.changed', { snapshot }) })
  const stopDrop = watchDrop((drop) => channel.notify('canvas.dropped', drop))
  figma.on('close', () => {
    channel.close()
    watch.stop()
    session.windowSize.stop()
    stopDrop()
    rescueWaiting(memory)
  })
}

export default open
export { open as edit, open as expand, open as generate, open as results, open as settings }
