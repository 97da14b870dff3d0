// What leaves the file, in three lines.
import { h } from 'preact'

export const leaving = 'What leaves this file'

export const Privacy = () => (
  <ul class="privacy" aria-label={leaving}>
    <li>To the service: your prompt, chosen pictures.</li>
    <li>Only when you press the main button.</li>
    <li>Nothing else. The key is never in the file.</li>
  </ul>
)
