import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn, redTurn, reviewTurn, shopAfterGreen } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Fix the total of the cart';

describe('the chat', () => {
  it('takes a task by keyboard, shows it through a repair, and writes what is accepted', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [redTurn, reviewTurn]);
    await using forge = await openForge({ folder: shop.folder, server });
    const { page } = forge;
    const chat = await forge.openChat();
    const input = chat.getByRole('textbox', { name: 'Task' });
    await input.focus();
    await page.keyboard.type(task);
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('and nothing else');
    await page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    assert.equal(await input.inputValue(), '');
    await chat.getByText(`${task}\nand nothing else`).waitFor();
    await chat.getByText('#1 failed').waitFor();
    const headOf = (name: string) => chat.getByRole('article', { name, exact: true }).getByRole('heading');
    await headOf('Check')
      .getByText(/^check failed · /u)
      .waitFor();
    await headOf('Check 2')
      .getByText(/^check passed · /u)
      .waitFor();
    await chat.getByText('#2 passed').waitFor();
    await chat.getByText('The price was left out.').waitFor();
    const comparison = chat.getByRole('region', { name: 'What the fix changed in src/cart.mjs' });
    await comparison.getByText('sum + item.count').waitFor();
    await comparison.getByText('sum + item.price * item.count').waitFor();
    await forge.screenshot(join(out, 'chat-repaired.png'));
    await chat.getByRole('button', { name: 'Accept All' }).focus();
    await page.keyboard.press('Enter');
    await chat.getByText('Completed: 1 file written').waitFor();
    assert.match(readFileSync(join(shop.folder, 'src/cart.mjs'), 'utf8'), /item\.price \* item\.count/);
    await forge.screenshot(join(out, 'chat-completed.png'));
  });

  it('grows its input from one row to six', async () => {
    using shop = makeShop();
    await using forge = await openForge({ folder: shop.folder });
    const chat = await forge.openChat();
    const input = chat.getByRole('textbox', { name: 'Task' });
    const heightOf = async () => (await input.boundingBox())?.height ?? 0;
    const one = await heightOf();
    await input.fill('1\n2\n3');
    const three = await heightOf();
    await input.fill('1\n2\n3\n4\n5\n6');
    const six = await heightOf();
    await input.fill(Array.from({ length: 40 }, (_, index) => index).join('\n'));
    assert.ok(one < three && three < six, `${one}, ${three}, ${six}`);
    assert.equal(await heightOf(), six);
  });

  it('completes mentions by keyboard, sends along what they name, and copies the code that comes of it', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn]);
    await using forge = await openForge({ folder: shop.folder, server });
    const { page } = forge;
    await forge.openFile('src/cart.mjs');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const chat = await forge.openChat();
    const input = chat.getByRole('textbox', { name: 'Task' });
    await input.focus();
    await page.keyboard.type('Fix @old');
    await chat.getByRole('option', { name: 'src/old-name.mjs' }).waitFor();
    await forge.screenshot(join(out, 'chat-mention.png'));
    assert.equal(await input.getAttribute('aria-activedescendant'), 'mention-0');
    await page.keyboard.press('Enter');
    assert.equal(await input.inputValue(), 'Fix @src/old-name.mjs ');
    await page.keyboard.type('in @sel');
    await chat.getByRole('option', { name: /^selection.*cart\.mjs/ }).click();
    assert.equal(await input.inputValue(), 'Fix @src/old-name.mjs in @selection ');
    await page.keyboard.type('and @pro');
    await chat.getByRole('option', { name: /^problems/ }).waitFor();
    await page.keyboard.press('Escape');
    await chat.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.type('blems');
    await page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    await chat.getByRole('list', { name: 'Attached' }).getByText('src/old-name.mjs').waitFor();
    await chat.getByRole('list', { name: 'Attached' }).getByText('Lines 1–2 of src/cart.mjs').waitFor();
    const sent = JSON.stringify(server.requests[0]?.body);
    assert.match(sent, /export const currency = 'EUR'/);
    assert.match(sent, /Sums up a cart, in cents/);

    await chat.getByRole('list', { name: 'Changed files' }).getByText('src/cart.mjs').first().click();
    await chat.getByRole('button', { name: 'Copy src/cart.mjs' }).click();
    await page.locator('.statusbar-item', { hasText: 'src/cart.mjs was copied' }).waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), shopAfterGreen['src/cart.mjs']);
    await forge.screenshot(join(out, 'chat-copied.png'));
  });

  it('goes on from the run before, with what was decided and the model that was chosen', async () => {
    using shop = makeShop();
    const more = {
      toolCalls: [
        { name: 'write_file', arguments: { path: 'docs/more.md', content: '# More\n' } },
        { name: 'submit_work', arguments: { summary: 'Adds a page.' } },
      ],
    };
    const done = { toolCalls: [{ name: 'submit_work', arguments: { summary: 'Nothing is left.' } }] };
    await using server = await startScriptedServer('openai', [greenTurn, more, done]);
    const settings = { 'codeforge.tiers.hard': ['openai/other'] };
    await using forge = await openForge({ folder: shop.folder, server, settings });
    const { page } = forge;
    const chat = await forge.openChat();
    const input = chat.getByRole('textbox', { name: 'Task' });
    await input.fill(task);
    await page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Accept All' }).click();
    await chat.getByText('Completed: 4 files written').waitFor();
    const model = chat.getByRole('combobox', { name: 'Model' });
    await model.selectOption('openai/other');
    await input.fill('Now document it');
    await page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    const sent = JSON.stringify(server.requests[1]?.body);
    assert.deepEqual(
      server.requests.map(({ body }) => body['model']),
      ['scripted', 'other'],
    );
    assert.match(sent, /Earlier in this conversation/);
    assert.match(sent, /Task: Fix the total of the cart \(completed\)/);
    assert.match(sent, /Taken into the workspace: .*src\/cart\.mjs/);
    assert.equal(await chat.getByRole('article', { name: 'You' }).count(), 2);
    await page.reload();
    await chat.getByText('Now document it').waitFor();
    await chat.getByText('Completed: 4 files written').waitFor();
    assert.equal(await chat.getByRole('article', { name: 'You' }).count(), 2);
    assert.equal(await model.inputValue(), 'openai/other');
    await forge.screenshot(join(out, 'chat-follow-up.png'));
    await chat.getByRole('button', { name: 'Reject All' }).click();
    await chat.getByText('Completed: no file was touched').waitFor();
    await input.fill('Is anything left?');
    await page.keyboard.press('Enter');
    await server.waitForRequests(3);
    const asked = JSON.stringify(server.requests[2]?.body);
    assert.match(asked, /1\. Task: Fix the total of the cart \(completed\)/);
    assert.match(asked, /2\. Task: Now document it \(completed\)/);
    assert.match(asked, /Proposed, but not in the workspace: docs\/more\.md/);
  });

  it('waits for a plan to be approved, makes it anew where asked, follows it as edited, and ends with a rejected one', async () => {
    using shop = makeShop();
    const plan = {
      toolCalls: [
        {
          name: 'submit_plan',
          arguments: {
            subtasks: [
              { id: 1, description: 'Count each item', dependencies: [], complexity: 'simple' },
              { id: 2, description: 'Rename everything', dependencies: [1], complexity: 'hard' },
            ],
            reasoning: 'The total leaves the count out.',
          },
        },
      ],
    };
    await using server = await startScriptedServer('openai', [plan, plan, greenTurn, plan]);
    await using forge = await openForge({
      folder: shop.folder,
      server,
      settings: { 'codeforge.workflow': 'supervised' },
    });
    const { page } = forge;
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).fill(task);
    await page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    assert.equal(server.requests.length, 1);
    await forge.screenshot(join(out, 'chat-plan.png'));
    await chat.getByRole('button', { name: 'Plan Again…' }).click();
    await chat
      .getByRole('textbox', { name: 'What shall be different?' })
      .fill('Leave the names as they are.');
    await forge.screenshot(join(out, 'chat-plan-revise.png'));
    await chat.getByRole('button', { name: 'Plan Again', exact: true }).click();
    await server.waitForRequests(2);
    assert.match(JSON.stringify(server.requests[1]?.body), /Leave the names as they are\./);
    await chat.getByRole('button', { name: 'Edit', exact: true }).click();
    await chat.getByRole('textbox', { name: 'Subtask 1' }).fill('Count each item, and nothing else');
    await chat.getByRole('button', { name: 'Remove subtask 2' }).click();
    await forge.screenshot(join(out, 'chat-plan-edited.png'));
    await chat.getByRole('button', { name: 'Approve', exact: true }).click();
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    const sent = JSON.stringify(server.requests[2]?.body);
    assert.match(sent, /1\. Count each item, and nothing else/);
    assert.doesNotMatch(sent, /Rename everything/);

    await chat.getByRole('button', { name: 'Accept All' }).click();
    await chat.getByText('Completed: 4 files written').waitFor();
    await chat.getByRole('textbox', { name: 'Task' }).fill('Now something else');
    await page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Reject', exact: true }).click();
    await chat.getByRole('heading', { name: 'Cancelled', exact: true }).waitFor();
    await forge.screenshot(join(out, 'chat-plan-rejected.png'));
    assert.equal(server.requests.length, 4);
  });
});
