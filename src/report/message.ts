/** Sections with a blank line between them; sections without lines are left out. */
export const joinSections = (...sections: readonly (readonly string[])[]): string =>
  sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')
