/** Of documents that hold a model's explanation. */
export const explanationScheme = 'codeforge-explanation';
