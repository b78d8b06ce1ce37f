import { workerState } from './worker-state.ts'

/** Whether reports are coloured. Workers have no terminal, so the plugin asks in the process that prints. */
export const hasColors = (): boolean => workerState.provided.colors ?? wantsColors()

/** What this process is told: NO_COLOR and `--no-color`, else FORCE_COLOR, else whether it prints to a terminal. */
export function wantsColors(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR || process.argv.includes('--no-color')) return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return process.stdout.isTTY === true && TERM !== 'dumb'
}
