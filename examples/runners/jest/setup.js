import { expect } from '@jest/globals'
import * as matchers from 'vitest-leak/matchers'

expect.extend(matchers)
