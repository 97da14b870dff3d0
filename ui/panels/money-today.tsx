// The one line of money.
import { h } from 'preact'
import { useAppState } from '../state/store'
import { moneyText } from './money-text'

export const MoneyToday = () => <span class="num">{useAppState((state) => moneyText(state, Date.now()))}</span>
