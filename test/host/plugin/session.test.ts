import { describe, expect, it } from 'vitest'
import { protocolVersion, type JobRecord } from '../../../src/shared/protocol'
import { defaultSettings } from '../../../src/shared/settings'
import { openPlugin, picture, plan, type Plugin } from './open-plugin'
import type { Scene } from '../../../playground/model/scene'

const scene: Scene = { nodes: [{ type: 'FRAME', name: 'Hero', width: 200, height: 100 }] }
const key = 'sk-proj-THISisTHEsecret1234567890wxyz', origin = 'https://api.openai.com'
const ready = (plugin: Plugin) => plugin.ask('ready', { uiVersion: protocolVersion })
const job = (id: string, state: JobRecord['state'] = 'done'): JobRecord => ({ id, run: 'r', tool: 'generate', model: 'demo', state, error: null, warnings: [], timingsMs: {}, changedOutside: null, alignment: null, tone: null, estimateUsd: null, actualUsd: null, results: [] })

describe('opening', () => {
  it.each([['', 'open'], ['src/main.ts--default', 'open'], ['src/main.ts--generate', 'generate'], ['src/main.ts--results', 'results'], ['src/main.ts--settings', 'settings'], ['src/main.ts--edit', 'edit'], ['generate', 'generate'], ['edit', 'edit'], ['expand', 'expand'], ['results', 'results']])('by the command %j', async (command, expected) => {
    const plugin = await openPlugin({ scene, command })
    expect(plugin.host.windows).toHaveLength(1)
    expect(await ready(plugin)).toMatchObject({ command: expected, editorType: 'figma', settings: defaultSettings, keys: [], snapshot: { layers: [] } })
    expect(plugin.host.console).toEqual([])
    await plugin.close()
  })

  it('puts nothing of the document or the user into the page', async () => {
    const first = await openPlugin({ scene: { nodes: [{ type: 'FRAME', name: '</script><b>', width: 50, height: 50 }] } })
    await first.ask('secret.save', { providerId: 'openai', origin, key, keep: 'device' })
    await first.close()
    const second = await openPlugin({ document: first.document })
    expect(second.host.windows[0]!.html).toContain('const __SHOW_UI_DATA__={};')
    expect(second.host.windows[0]!.html).not.toMatch(/<b>|sk-proj/)
    await second.close()
  })

  it('at the remembered extent', async () => {
    const first = await openPlugin({ scene })
    expect(first.host.windows[0]).toMatchObject({ title: 'Inlay', width: 360, height: 680 })
    first.notify('window.resize', { width: 500.4, height: 10 })
    first.notify('window.resize', { width: 640, height: 100 })
    expect(first.host.changes).toMatchObject([{ width: 500, height: 420 }, { width: 640, height: 420 }])
    first.clock.wind(400)
    await first.host.idle()
    await first.ask('settings.save', { settings: { ...defaultSettings, whenReady: 'ask' } })
    await first.close()
    const second = await openPlugin({ document: first.document })
    expect(second.host.windows[0]).toMatchObject({ width: 640, height: 420 })
    expect((await ready(second)).settings).toMatchObject({ whenReady: 'ask', windowWidth: 640 })
    await second.close()
  })

  it('with damaged storage', async () => {
    const first = await openPlugin({ scene })
    first.host.storage.set('inlay/settings', { windowWidth: 'wide', defaultModel: 7, concurrentRequests: 2 })
    first.host.storage.set('inlay/secret/openai', 'not an object')
    first.host.storage.set('inlay/jobs', 'neither')
    await first.close()
    const second = await openPlugin({ document: first.document })
    expect(await ready(second)).toMatchObject({ settings: { ...defaultSettings, concurrentRequests: 2 }, keys: [] })
    second.notify('job.changed', { job: job('a') })
    await second.host.idle()
    expect((await second.ask('state.load', { name: 'jobs' })).value).toMatchObject([{ id: 'a' }])
    await second.close()
  })
})

describe('keys', () => {
  it('are kept on the device for one origin, and told by four characters only', async () => {
    const first = await openPlugin({ scene })
    await first.ask('secret.save', { providerId: 'openai', origin, key, keep: 'device' })
    await first.close()
    const second = await openPlugin({ document: first.document })
    expect((await ready(second)).keys).toEqual([{ providerId: 'openai', origin, lastFour: 'wxyz', keep: 'device' }])
    expect(await second.ask('secret.read', { providerId: 'openai', origin })).toEqual({ key })
    expect(await second.ask('secret.read', { providerId: 'openai', origin: 'https://evil.example' })).toEqual({ key: null })
    await second.ask('secret.forget', { providerId: 'openai' })
    expect(await second.ask('secret.read', { providerId: 'openai', origin })).toEqual({ key: null })
    expect(JSON.stringify(second.host.storage.toJSON())).not.toContain(key)
    await second.close()
  })

  it('for this session only never reach the storage, and replace a kept one', async () => {
    const first = await openPlugin({ scene })
    await first.ask('secret.save', { providerId: 'openai', origin, key: 'sk-older-key-0000', keep: 'device' })
    await first.ask('secret.save', { providerId: 'openai', origin, key, keep: 'session' })
    expect(await first.ask('secret.read', { providerId: 'openai', origin })).toEqual({ key })
    expect((await ready(first)).keys).toEqual([{ providerId: 'openai', origin, lastFour: 'wxyz', keep: 'session' }])
    expect(JSON.stringify(first.host.storage.toJSON())).not.toMatch(/sk-/)
    await first.close()
    const second = await openPlugin({ document: first.document })
    expect((await ready(second)).keys).toEqual([])
    await second.close()
  })

  it('are in no message but secret.*, and not in the document', async () => {
    const plugin = await openPlugin({ scene })
    await plugin.ask('secret.save', { providerId: 'openai', origin, key, keep: 'device' })
    await plugin.ask('secret.read', { providerId: 'openai', origin })
    await ready(plugin)
    await plugin.ask('place', { plan: plan({ targetId: plugin.node('Hero').id }), bytes: picture(1), imageHash: null })
    await plugin.snapshot('Hero')
    await plugin.ask('settings.save', { settings: { ...defaultSettings, hintsDone: true } })
    await plugin.ask('run.undo', { runId: 'nope' }).catch(() => undefined)
    const others = plugin.log.filter((message) => !(message as { type: string }).type.startsWith('secret.'))
    expect(others.length).toBeGreaterThan(8)
    expect(JSON.stringify(others)).not.toContain(key)
    expect(plugin.written() + JSON.stringify([plugin.host.console, plugin.host.notices])).not.toContain(key)
    await plugin.close()
  })
})

describe('keeping', () => {
  it('gives back a state as it was saved, null for an unknown one, and refuses odd names', async () => {
    const plugin = await openPlugin({ scene })
    expect(await plugin.ask('state.load', { name: 'draft' })).toEqual({ value: null })
    await plugin.ask('state.save', { name: 'draft', value: { prompt: 'ü', list: [1, null] } })
    expect(await plugin.ask('state.load', { name: 'draft' })).toEqual({ value: { prompt: 'ü', list: [1, null] } })
    for (const name of ['../secret/openai', 'a/b', '']) await expect(plugin.ask('state.load', { name })).rejects.toMatchObject({ code: 'request.invalid' })
    await plugin.close()
  })

  it('makes room by the oldest thumbnails, then the oldest entries of History, never by settings or keys, and says so once', async () => {
    const plugin = await openPlugin({ scene }), { storage } = plugin.host, keys = () => storage.keys().sort()
    await plugin.ask('secret.save', { providerId: 'openai', origin, key, keep: 'device' })
    await plugin.ask('settings.save', { settings: { ...defaultSettings, hintsDone: true } })
    await plugin.ask('state.save', { name: 'history', value: Array.from({ length: 10 }, (_, id) => ({ id, words: 'x'.repeat(100_000) })) })
    for (let at = 10; at < 22; at += 1) await plugin.ask('state.save', { name: `thumb-${at}`, value: new Uint8Array(200_000) })
    await plugin.ask('state.save', { name: 'draft', value: 'x'.repeat(2_000_000) })
    expect(keys().filter((name) => name.includes('thumb-'))).toEqual([18, 19, 20, 21].map((at) => `inlay/state/thumb-${at}`))
    expect(plugin.host.notices).toHaveLength(1)
    await plugin.ask('state.save', { name: 'prompts', value: 'x'.repeat(2_300_000) })
    expect(keys().filter((name) => name.includes('thumb-'))).toEqual([])
    expect((storage.get('inlay/state/history') as { id: number }[]).map(({ id }) => id)).toEqual([5, 6, 7, 8, 9])
    expect(plugin.host.notices).toHaveLength(1)
    expect((await ready(plugin)).settings.hintsDone).toBe(true)
    expect(await plugin.ask('secret.read', { providerId: 'openai', origin })).toEqual({ key })
    await plugin.ask('state.save', { name: 'prompts', value: null })
    expect(keys()).not.toContain('inlay/state/prompts')
    await plugin.close()
  })

  it('says when the storage is full', async () => {
    const plugin = await openPlugin({ scene })
    await expect(plugin.ask('state.save', { name: 'draft', value: 'x'.repeat(6e6) })).rejects.toMatchObject({ code: 'storage.full' })
    await plugin.close()
  })

  it('keeps the newest fifty job records, the latest state of each', async () => {
    const plugin = await openPlugin({ scene })
    for (let index = 0; index < 60; index += 1) { plugin.notify('job.changed', { job: job(`j${index}`, 'running') }); plugin.notify('job.changed', { job: job(`j${index}`) }) }
    await plugin.host.idle()
    const kept = (await plugin.ask('state.load', { name: 'jobs' })).value as JobRecord[]
    expect(kept.map((record) => record.id)).toEqual(Array.from({ length: 50 }, (_, index) => `j${index + 10}`))
    expect(kept.every((record) => record.state === 'done')).toBe(true)
    await plugin.close()
  })
})

describe('around the window', () => {
  it('opens known https links only', async () => {
    const plugin = await openPlugin({ scene })
    const good = ['https://platform.openai.com/api-keys', 'https://github.com', 'https://status.openai.com/?x=1']
    const bad = ['http://openai.com', 'https://openai.com@evil.example/', 'https://openai.com.evil.example', 'https://openai.com\\@evil.example', 'https://openai.com:8443/', 'javascript:alert(1)', 'https://evil.example/openai.com', ' https://openai.com']
    for (const url of [...good, ...bad]) plugin.notify('link.open', { url })
    await plugin.host.idle()
    expect(plugin.opened).toEqual(good)
    await plugin.close()
  })

  it('shows a notification whose button goes to the layer', async () => {
    const plugin = await openPlugin({ scene })
    await plugin.ask('notification.show', { message: 'Hero is in place', tone: 'plain', nodeId: plugin.node('Hero').id })
    await plugin.ask('notification.show', { message: 'It stopped', tone: 'error', nodeId: null })
    expect(plugin.host.notices).toMatchObject([{ message: 'Hero is in place', error: false, button: 'Show' }, { message: 'It stopped', error: true, button: null }])
    plugin.host.sandbox.noticeGone(plugin.host.notices[0]!.id, 'action_button_click')
    await plugin.host.idle()
    expect(plugin.document.selection()).toEqual([plugin.node('Hero').id])
    await plugin.close()
  })

  it('takes a drop of its own results, and leaves others to Figma', async () => {
    const plugin = await openPlugin({ scene })
    const drop = { x: 5, y: 6, absoluteX: 105, absoluteY: 206, items: [], files: [] }
    const hero = plugin.node('Hero').id
    expect(plugin.host.sandbox.drop({ ...drop, node: hero, dropMetadata: { inlayResultKey: 'job1:0' } })).toBe(true)
    expect(plugin.host.sandbox.drop({ ...drop, dropMetadata: { inlayResultKey: 'job1:0' } })).toBe(true)
    expect(plugin.host.sandbox.drop({ ...drop, dropMetadata: { other: 1 } })).toBe(false)
    expect(plugin.host.sandbox.drop(drop)).toBe(false)
    await plugin.host.idle()
    expect(plugin.dropped).toEqual([{ resultKey: 'job1:0', nodeId: hero, x: 105, y: 206 }, { resultKey: 'job1:0', nodeId: null, x: 105, y: 206 }])
    await plugin.close()
  })

  it('tells a window of another version to reopen', async () => {
    const plugin = await openPlugin({ scene })
    await plugin.host.ui.send({ v: protocolVersion + 1, kind: 'ask', id: 'x', type: 'ready', body: {} })
    expect(plugin.log[plugin.log.length - 1]).toMatchObject({ kind: 'fail', body: { code: 'protocol.version', actions: [{ kind: 'reopen' }] } })
    await plugin.close()
  })
})
