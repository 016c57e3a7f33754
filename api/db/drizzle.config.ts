import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './api/db/schema.ts',
    './api/db/auth-schema.ts',
    './api/db/desk-schema.ts',
    './api/db/reminder-schema.ts',
    './api/db/job-schema.ts',
    './api/db/arrival-schema.ts',
    './api/db/judging-schema.ts',
    './api/db/witness-schema.ts',
  ],
  out: './api/db/migrations',
});
