/**
 * Characters of an answer beyond which it is taken for one without end: four times what the largest output limit on
 * sale, 256,000 tokens, comes to.
 */
export const longestAnswer = 4_000_000;
