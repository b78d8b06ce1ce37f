import { spawn } from 'node:child_process'
import { once } from 'node:events'
export const packages = { package: 'node' }

export function clean() {
  return async () => {
    const child = spawn('sh', ['-c', 'read line; echo $line'], { stdio: ['pipe', 'pipe', 'ignore'] })
    child.stdin.end('hello\n')
    let text = ''
    for await (const chunk of child.stdout) text += chunk
    if (child.exitCode === null) await once(child, 'exit')
    return text
  }
}
