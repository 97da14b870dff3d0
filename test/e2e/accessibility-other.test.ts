// The other half of the states of accessibility.test.ts.
import { galleryStates } from '../../playground/scenario/gallery-states'
import { checkStates } from '../support/check-states'
import { useScenarios } from '../support/scenario'

checkStates(galleryStates.filter((_, index) => index % 2 === 1), useScenarios('accessibility'))
