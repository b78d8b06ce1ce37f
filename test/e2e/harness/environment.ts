/** Of this process, what a program started from a terminal would have: nothing that the Vitest around us has set. */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const names = [
    'PATH',
    'HOME',
    'USERPROFILE',
    'APPDATA',
    'LOCALAPPDATA',
    'SystemRoot',
    'ComSpec',
    'TMPDIR',
    'TEMP',
    'TMP',
  ]
  const kept = Object.entries(process.env).filter(
    ([name]) => names.includes(name) || /^npm_config_|^(?:https?_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name),
  )
  return { ...Object.fromEntries(kept), NO_COLOR: '1', ...extra }
}
