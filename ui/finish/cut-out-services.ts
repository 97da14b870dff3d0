// Cut out by services that do nothing else.
import { falCutOutCards } from '../models/finish'
import { byAnswer } from './cut-out-models'
import type { FinishMethod } from './finish-method'

export const cutOutServices: readonly FinishMethod[] = falCutOutCards.map((card) => byAnswer(card, card.goodAt))
