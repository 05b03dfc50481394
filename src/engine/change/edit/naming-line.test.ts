import assert from 'node:assert/strict';
import { nameIn, namesTheThing } from './naming-line.ts';

const naming = [
  'def total(self):',
  'async def total(self):',
  'class Cart:',
  'export default class Cart {',
  'function total(cart) {',
  'export async function* total() {',
  'const total = cart => sum(cart);',
  'export const total = (cart: Cart): number => sum(cart);',
  'pub(crate) fn total(&self) -> u32 {',
  'func (c *Cart) Total() int {',
  'public static void main(String[] args)',
  "it('adds up', () => {",
  'describe("a cart", function () {',
  'test.each(cases)("adds", add);',
  'total() {',
  '"total": {',
  'total:',
  '- name: total',
  "name: 'total',",
  '"id": 7,',
  '.total {',
  '## Totals',
  '[totals]',
  "case 'total':",
  'CREATE TABLE totals (',
  '<item name="total" />',
  '#define TOTAL 1',
];

const ordinary = [
  'return total;',
  'total = sum(cart)',
  'if (total > 0) {',
  '} else {',
  'for item in cart:',
  'try:',
  'except ValueError:',
  '# the name of the class',
  '// def total is next',
  ' * function of the cart',
  'price: number;',
  'assert.equal(total, 1);',
  'name = self.convert(name)',
  'The total is a function of the cart.',
  '}',
  '',
];

describe('a line that names the thing', () => {
  for (const line of naming) it(`is ${line}`, () => assert.equal(namesTheThing(`  ${line}`), true));
  for (const line of ordinary)
    it(`is not ${line || 'an empty line'}`, () => assert.equal(namesTheThing(`  ${line}`), false));

  it('tells the name when it is declared', () => {
    assert.equal(nameIn('  async def total(self):'), 'total');
    assert.equal(nameIn('export class Cart {'), 'Cart');
    assert.equal(nameIn('  set state(value) {'), 'state');
    assert.equal(nameIn('"total": {'), undefined);
  });
});
