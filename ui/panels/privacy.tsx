// What leaves the file, in three lines.
import { h } from 'preact'

export const leaving = 'What leaves this file'

export const Privacy = () => (
  <ul class="privacy" aria-label={leaving}>
    <li>To the model's service: your prompt and the pictures you choose.</li>
    <li>Only when you press the main button, never before.</li>
    <li>Nothing else. The key is never in the file.</li>
  </ul>
)
