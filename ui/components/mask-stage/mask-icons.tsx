// Icons of the mask tools that the kit lacks, 16 px.
import { h, type ComponentChildren } from 'preact'

export { IconVisible16, IconHidden16 } from '@create-figma-plugin/ui'

const Icon = ({ children }: { children: ComponentChildren }) => (
  <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{children}</svg>
)

export const IconBrush = () => <Icon><path d="M13 2.5 7 8.6M5 8.8c1.3-.4 2.7.6 2.4 2-.3 1.5-2 2.7-4.9 2.4 1-.7.9-1.5 1.2-2.7.2-.8.6-1.4 1.3-1.7z" /></Icon>
export const IconEraser = () => <Icon><path d="m6.5 12.5-3.5-3.5 6-6 4.5 4.5-5 5zM5.5 6.5l4.5 4.5M5 12.5h8" /></Icon>
export const IconLasso = () => <Icon><path d="M4.6 9.9C3.3 9.2 2.5 8.2 2.5 7c0-2.2 2.5-4 5.5-4s5.5 1.8 5.5 4-2.5 4-5.5 4c-.4 0-.8 0-1.2-.1" /><circle cx="5.6" cy="10.5" r="1.3" /><path d="M5.1 11.8c.2 1-.3 1.7-1.6 1.9" /></Icon>
export const IconRegion = () => <Icon><path d="m3 13 6-6M11 2.5v2M11 8.5v1.5M7.5 6H9M13 6h1.5M8.8 3.8l.7.7M13.2 3.8l-.7.7" /></Icon>
export const IconInvert = () => <Icon><circle cx="8" cy="8" r="5" /><path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" /></Icon>
export const IconClear = () => <Icon><path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M7 7v3.5M9 7v3.5" /></Icon>
export const IconUndo = () => <Icon><path d="M5.5 3 3 5.5 5.5 8M3.3 5.5h6.2a3.5 3.5 0 0 1 0 7H6" /></Icon>
export const IconRedo = () => <Icon><path d="M10.5 3 13 5.5 10.5 8M12.7 5.5H6.5a3.5 3.5 0 0 0 0 7H10" /></Icon>
export const IconZoom = () => <Icon><circle cx="7" cy="7" r="4.2" /><path d="m10.2 10.2 3.3 3.3M7 5.2v3.6M5.2 7h3.6" /></Icon>
