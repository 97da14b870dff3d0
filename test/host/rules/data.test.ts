// Sources: typings, setPluginData, setSharedPluginData, setRelaunchData; developer docs, clientStorage.
import { beforeEach, expect, test } from 'vitest'
import { relaunchButtonsOf } from '../../../playground/sandbox/index.ts'
import { openHost, testManifest, type Host } from '../../support/host.ts'

let host: Host
beforeEach(async () => { host = await openHost({ source: '' }) })

test('plugin data: texts only, empty text removes, unknown key reads empty', async () => {
  expect(await host.run('const f = figma.createFrame(); f.setPluginData("a", "1"); f.setPluginData("b", "2"); f.setPluginData("b", ""); return [f.getPluginData("a"), f.getPluginData("x"), f.getPluginDataKeys()]')).toEqual(['1', '', ['a']])
  expect(await host.thrown('figma.createFrame().setPluginData("a", { b: 1 })')).toContain('to have type string but got object')
})
test('an entry of plugin data may not exceed 100 kB, id and key included', async () => {
  expect(await host.thrown('figma.createFrame().setPluginData("key", "x".repeat(100000))')).toContain('cannot exceed 100 kB')
  expect(await host.thrown('figma.createFrame().setPluginData("key", "é".repeat(50000))')).toContain('cannot exceed 100 kB')
  expect(await host.run('const f = figma.createFrame(); f.setPluginData("key", "x".repeat(99980)); return f.getPluginData("key").length')).toBe(99980)
})
test('shared plugin data needs a namespace of at least 3 characters and has the same limit', async () => {
  expect(await host.thrown('figma.createFrame().setSharedPluginData("ab", "k", "v")')).toContain('namespace')
  expect(await host.thrown('figma.createFrame().setSharedPluginData("abc", "k", "x".repeat(100001))')).toContain('100 kB')
  expect(await host.run('const f = figma.createFrame(); f.setSharedPluginData("abc", "k", "v"); return [f.getSharedPluginData("abc", "k"), f.getSharedPluginDataKeys("abc"), f.getPluginDataKeys()]')).toEqual(['v', ['k'], []])
})
test('relaunch data of an unknown command shows nothing', async () => {
  await host.run('const f = figma.createFrame(); f.name = "F"; f.setRelaunchData({ nope: "x", generate: "again" })')
  expect(relaunchButtonsOf(testManifest, host.document.named('F')[0]!)).toEqual([{ command: 'generate', name: 'Generate again', description: 'again' }])
})
test('each setRelaunchData replaces all before', async () => {
  expect(await host.run('const f = figma.createFrame(); f.setRelaunchData({ generate: "a" }); f.setRelaunchData({}); return f.getRelaunchData()')).toEqual({})
})
test('relaunch data: over 1000 characters throws, and the manifest must have relaunchButtons', async () => {
  expect(await host.thrown('figma.createFrame().setRelaunchData({ generate: "x".repeat(1001) })')).toContain('1000 characters')
  const bare = await openHost({ source: '', manifest: { ...testManifest, relaunchButtons: [] } })
  expect(await bare.thrown('figma.createFrame().setRelaunchData({ generate: "a" })')).toContain('relaunchButtons')
})
test('client storage keeps structured values, as copies', async () => {
  expect(await host.run('const v = { a: [1, null, undefined], b: new Uint8Array([1]) }; await figma.clientStorage.setAsync("k", v); v.a[0] = 9; const back = await figma.clientStorage.getAsync("k"); return [back, await figma.clientStorage.getAsync("none"), await figma.clientStorage.keysAsync()]')).toEqual([{ a: [1, null, undefined], b: new Uint8Array([1]) }, undefined, ['k']])
})
test('client storage over 5 MB in total rejects and keeps what was there', async () => {
  expect(await host.thrown('await figma.clientStorage.setAsync("a", new Uint8Array(3e6)); await figma.clientStorage.setAsync("b", new Uint8Array(3e6))')).toContain('5 MB')
  expect(await host.run('return [await figma.clientStorage.keysAsync(), (await figma.clientStorage.getAsync("a")).length]')).toEqual([['a'], 3e6])
  expect(await host.run('await figma.clientStorage.setAsync("a", new Uint8Array(5e6)); await figma.clientStorage.deleteAsync("a"); return figma.clientStorage.keysAsync()')).toEqual([])
})
test('client storage refuses functions and symbols', async () => {
  expect(await host.thrown('await figma.clientStorage.setAsync("a", { f() {} })')).toContain('Cannot unwrap')
  expect(await host.thrown('await figma.clientStorage.setAsync("a", figma.mixed)')).toContain('Cannot unwrap')
})
