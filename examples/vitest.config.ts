import { defineConfig } from 'vitest/config'
import leak from 'vitest-leak'

export default defineConfig({ plugins: [leak()] })
