export default {
  testEnvironment: 'node',
  // Native modules stay as they are; where TypeScript or JSX is compiled, let the transform write ES modules.
  transform: {},
  setupFilesAfterEnv: ['<rootDir>/setup.js'],
}
