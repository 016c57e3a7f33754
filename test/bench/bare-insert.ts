// The minimum cost of a comment: one Hono handler that writes one row. The baseline for the real intake.
import type { D1Database } from '@cloudflare/workers-types';
import { Hono } from 'hono';

const app = new Hono<{ Bindings: { DB: D1Database } }>();

app.post('/api/table', async (c) => {
  await c.env.DB.exec('CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, title TEXT, text TEXT)');
  return c.body(null, 204);
});
app.post('/api/bare', async (c) => {
  const { title, text } = await c.req.json<{ title: string; text: string }>();
  await c.env.DB.prepare('INSERT INTO bare (title, text) VALUES (?, ?)').bind(title, text).run();
  return c.json({ title }, 201);
});

export default app;
