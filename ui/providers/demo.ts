// The Demo model: draws in the window, without a key and without a network (design D0.13).
import { PluginError } from '../../src/shared/errors'
import type { Provider } from './provider'

export const demoProvider: Provider = {
  id: 'demo',
  label: 'Demo',
  hosts: [],
  defaultBaseURL: '',
  needsKey: false,
  submit() {
    return Promise.reject(new PluginError('provider.unavailable', 'Demo cannot draw yet.'))
  },
}
