// Every built-in template, in the order of the page. A new one adds its file and a name here.
import { assert } from '../../src/shared/errors'
import { adConcept } from './ad-concept'
import { appStore } from './app-store'
import { billboard } from './billboard'
import { bookCover } from './book-cover'
import { businessCard } from './business-card'
import { hero } from './hero'
import { imageWithText } from './image-with-text'
import { interior } from './interior'
import { landscape } from './landscape'
import { menu } from './menu'
import { packagingLabel } from './packaging-label'
import { portrait } from './portrait'
import { poster } from './poster'
import { productShot } from './product-shot'
import { socialPost } from './social-post'
import { storefrontSign } from './storefront-sign'
import { tShirt } from './t-shirt'
import type { Template } from './template'

export const templates: readonly Template[] = [
  portrait, productShot, landscape, interior, imageWithText, hero, appStore, socialPost, adConcept, packagingLabel, storefrontSign, billboard, poster, tShirt, businessCard, bookCover, menu,
]
assert(new Set(templates.map(({ id }) => id)).size === templates.length, 'two templates share an id')

export const templateById = (id: string): Template | undefined => templates.find((template) => template.id === id)

/** Those that draw exact words: scenes for mockups with text. */
export const wordTemplates: readonly Template[] = templates.filter(({ slots }) => slots.some(({ kind }) => kind === 'words'))
