// Refusals in OpenAI's form: { error: { message, type, param, code } } (openai-images.md 4).

export type ErrorBody = { message: string; type: string; param: string | null; code: string | null; moderation_details?: { moderation_stage: string; categories: string[] } }

/** Thrown by every check; becomes the answer. */
export class ServiceError extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, body: Partial<ErrorBody> & { message: string }) {
    super(body.message)
    this.status = status
    this.body = { type: 'invalid_request_error', param: null, code: null, ...body }
  }
}

export const badRequest = (message: string, param: string | null, code: string | null): ServiceError => new ServiceError(400, { message, param, code })

/** "sk-ba****************wxyz", as the service echoes a wrong key. */
export const maskKey = (key: string): string => (key.length <= 8 ? `${key.slice(0, 2)}****` : `${key.slice(0, 5)}${'*'.repeat(Math.min(24, key.length - 9) + 1)}${key.slice(-4)}`)

/** The 401 of a wrong key. `shown` is the masked key, or the whole one where a program asks for the echo. */
export const wrongKey = (shown: string): ServiceError =>
  new ServiceError(401, { message: `Incorrect API key provided: ${shown}. You can find your API key at https://platform.openai.com/account/api-keys.`, code: 'invalid_api_key' })

export const missingKey = (): ServiceError =>
  new ServiceError(401, { message: "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)." })

export const modelNotFound = (id: string): ServiceError =>
  new ServiceError(404, { message: `The model \`${id}\` does not exist or you do not have access to it.`, code: 'model_not_found', param: null })
