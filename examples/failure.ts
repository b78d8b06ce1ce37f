import { stripVTControlCharacters } from 'node:util'

/** What a failing assertion says, without colours; nothing if it passes. */
export async function failureOf(assertion: () => void | Promise<void>): Promise<string | undefined> {
  try {
    await assertion()
  } catch (error) {
    return stripVTControlCharacters((error as Error).message)
  }
}
