/** The letters that git marks changes with. */
export const changeLetters = { created: 'A', edited: 'M', deleted: 'D', moved: 'R' } as const;
