import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ImageRecipe, isMadeBy, labelsOf, recipeFor } from './image-recipe.ts';

const recipes: fc.Arbitrary<ImageRecipe> = fc.record(
  {
    packages: fc.constantFrom('core', 'full'),
    source: fc.constantFrom('auto', 'pip', 'apt'),
    base: fc.option(fc.string({ minLength: 1 })),
  },
  { noNullPrototype: true },
);

describe('the recipe of an image', () => {
  it('is read back from the labels that it was written into', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        assert.deepEqual(recipeFor({}, labelsOf(recipe)), recipe);
        assert.equal(isMadeBy(recipe, labelsOf(recipe)), true);
      }),
    );
  });

  it('follows wishes before what the image was asked to be', () => {
    fc.assert(
      fc.property(recipes, recipes, (wished, there) => {
        const { base, ...others } = wished;
        const wishes = { ...others, ...(base !== null && { base }) };

        assert.deepEqual(recipeFor(wishes, labelsOf(there)), { ...others, base: base ?? there.base });
      }),
    );
  });

  it('is the small default one where nothing is said, or something that nobody knows', () => {
    const byDefault = { packages: 'core', source: 'auto', base: null };

    assert.deepEqual(recipeFor({}), byDefault);
    assert.deepEqual(recipeFor({}, { 'codeforge.packages': 'huge', 'codeforge.source': 'ftp' }), byDefault);
  });

  it('is another one than that of an image which says nothing of it', () => {
    assert.equal(isMadeBy(recipeFor({}), { 'codeforge.folder': 'abc' }), false);
  });
});
