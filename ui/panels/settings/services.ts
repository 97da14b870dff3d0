// Services beside the first one: where their keys come from.
import { names } from '../../components/names'

export const services: readonly { providerId: string; service: string; name: string; where: string }[] = [
  { providerId: 'fal', service: 'fal', name: names.falKey, where: 'https://fal.ai/dashboard/keys' },
]
