import { afterEach } from 'vitest'
import { collectGarbage } from './collect-garbage.mjs'

afterEach(() => collectGarbage())
