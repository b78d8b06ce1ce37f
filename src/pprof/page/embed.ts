/** Text as it may stand between tags and in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/**
 * JSON as it may stand in a script element: names of functions and files are data, and one may be `</script>`. With no `<` nothing in it can end
 * the element or begin a comment. Lone halves of surrogate pairs are escapes already (since ES2019), so that the page is valid UTF-8.
 */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
