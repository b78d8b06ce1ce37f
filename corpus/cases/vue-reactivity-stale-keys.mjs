export const packages = { leaky: '@vue/reactivity@3.3.4', fixed: '@vue/reactivity@3.4.0' }

// An effect that looks at another key of a reactive Map each time it runs.
export function body(pkg) {
  const { reactive, effect, ref } = pkg
  const sessions = reactive(new Map())
  const current = ref(0)
  effect(() => {
    sessions.has(`session-${current.value}`)
  })
  return () => {
    current.value++
  }
}
