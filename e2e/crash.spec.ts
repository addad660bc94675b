import { expect, test } from './fixtures.ts';
import { sixNodes, type LabPage } from './lab-page.ts';

test.use({ allowed: [/planted/] });

/** An error that nobody catches, in one of the page's workers. */
async function breakWorker(lab: LabPage, name: string): Promise<void> {
  for (const worker of lab.page.workers()) {
    if ((await worker.evaluate(() => self.name)) !== name) continue;
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('planted');
      });
    });
    return;
  }
  throw new Error(`there is no ${name}`);
}

test('a node that fails says so, the others go on, and a restart brings it back', async ({
  lab,
}) => {
  await lab.visitRun(`${sixNodes}put cart milk as alice\n`);
  await breakWorker(lab, 'node B');
  const alert = lab.notices.getByRole('alert');
  await expect(alert).toContainText('B failed');
  await expect(alert).toContainText('planted');
  await expect(alert).toContainText(/restart|go back/i);
  await lab.expectWorkers('A', 'C', 'D', 'E', 'F');

  await lab.carryOut('put cart "milk, eggs" as alice');
  await expect(lab.panel).toContainText('answered: ok');
  await expect(lab.mark(/^Node B, (down|crashed|failed)/)).toBeVisible();
  await lab.row('B').getByRole('button', { name: 'Look at B' }).click();
  await expect(lab.panel).toContainText('This node failed in the lab itself: ');
  await expect(lab.panel).toContainText('planted');
  await expect(lab.panel).toContainText('Restart it');

  await lab.panel.getByRole('button', { name: 'restart B' }).click();
  await lab.expectWorkers('A', 'B', 'C', 'D', 'E', 'F');
  await lab.toEnd();
  await expect(lab.mark(/^Node B, up/)).toBeVisible();
  await expect(lab.mark(/^B holds cart = milk, eggs/)).toBeVisible();
  await expect(lab.panel).not.toContainText('failed in the lab');
});

test('a conductor that fails says so, and what to do', async ({ lab }) => {
  await lab.visitRun(`${sixNodes}put cart milk as alice\n`);
  const before = await lab.result();
  await breakWorker(lab, 'conductor');
  const alert = lab.notices.getByRole('alert');
  await expect(alert).toContainText('conductor failed');
  await expect(alert).toContainText('planted');
  await expect(alert).toContainText(/reload|script|go back/i);
  await expect(lab.logLine('put cart milk')).toBeVisible();
  expect((await lab.result()).digest).toBe(before.digest);

  await lab.carryOut('put cart "milk, eggs" as alice');
  await expect(lab.panel).toContainText('answered: ok');
});
