// Notifications as Figma shows them: dark, bottom centre, one button.
import { h } from 'preact'
import type { Playground } from './playground.ts'

export const Toasts = ({ playground }: { playground: Playground }) => (
  <div class="toasts" role="status" aria-label="Notifications">
    {playground.toasts.map((toast) => (
      <div class={`toast ${toast.error ? 'error' : ''}`} key={toast.id}>
        <span>{toast.message}</span>{toast.action ? <button type="button" onClick={toast.action.run}>{toast.action.text}</button> : null}
      </div>
    ))}
  </div>
)
