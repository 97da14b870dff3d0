// The icons of the window: the kit's, and those it lacks.
import { createIcon } from '@create-figma-plugin/ui'
import { h } from 'preact'

export {
  IconAi16, IconCheck16, IconChevronDown16, IconChevronRight16, IconClose16, IconImage16, IconMask16, IconMore16, IconPlus24, IconSettings24, IconText16, IconWand16,
  IconAttentionSmall24, IconCheck24, IconInfoSmall24, IconWarningSmall24, IconClose24, IconLockLocked16, IconPlus16, IconHidden16, IconStar16,
} from '@create-figma-plugin/ui'

export const IconExpandSides16 = createIcon(
  <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor">
    <path d="M5.5 5.5h5v5h-5zM2 8H.8M3.5 6.3 1.8 8l1.7 1.7M12.5 6.3 14.2 8l-1.7 1.7M6.3 3.5 8 1.8l1.7 1.7M6.3 12.5 8 14.2l1.7-1.7" stroke-linejoin="round" stroke-linecap="round" />
  </svg>,
)
export const IconBack24 = createIcon(
  <svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor">
    <path d="m13.5 8-4 4 4 4" stroke-linecap="round" stroke-linejoin="round" />
  </svg>,
)
export const IconCollapse24 = createIcon(
  <svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
    <path d="m8.5 6.5 3.5 3.5 3.5-3.5M8.5 17.5 12 14l3.5 3.5" />
  </svg>,
)
export const IconExpand24 = createIcon(
  <svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
    <path d="m8.5 9.5L12 6l3.5 3.5M8.5 14.5 12 18l3.5-3.5" />
  </svg>,
)
export const IconPin16 = createIcon(
  <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
    <path d="M5.5 2.5h5M6.5 2.5v4L4.5 9.5h7l-2-3v-4M8 9.5v4" />
  </svg>,
)

export const IconUp16 = createIcon(
  <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
    <path d="M3.5 3h9M8 13V6M4.8 9.2 8 6l3.2 3.2" />
  </svg>,
)
export const IconStarFilled16 = createIcon(
  <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor">
    <path d="m8 2.2 1.5 3.8h4l-3.3 2.4 1.3 3.9L8 10l-3.5 2.3 1.3-3.9L2.5 6h4z" stroke="currentColor" stroke-linejoin="round" />
  </svg>,
)
export const IconReject16 = createIcon(
  <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-linecap="round">
    <circle cx="8" cy="8" r="5" /><path d="m4.6 11.4 6.8-6.8" />
  </svg>,
)

/** Turns while something runs; stands still with reduced motion. */
export const Spinner = () => (
  <svg class="spinner" width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
    <circle cx="8" cy="8" r="5" stroke="currentColor" opacity=".25" stroke-width="1.6" />
    <path d="M8 3a5 5 0 0 1 5 5" stroke="var(--figma-color-border-selected-strong)" stroke-width="1.8" stroke-linecap="round" />
  </svg>
)
