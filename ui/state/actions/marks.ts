import { isMarked, toggleMark } from '../marks'
import type { Actions } from '../state'
import type { ActionContext } from '../action-context'
import { done } from './done'

export const markActions = (context: ActionContext): Pick<Actions, 'mark'> => ({
  mark(mark, ids, name) {
    const { store } = context, was = isMarked(store.get().marks, mark, ids)
    store.set(({ marks }) => ({ marks: toggleMark(marks, mark, ids) }))
    if (mark === 'starred') done(context, was ? `${name} has no star any more.` : `${name} is starred.`)
    else done(context, was ? `${name} is back.` : `${name} is rejected. Delete brings it back.`)
  },
})
