// Application settings for API tests, the same in both homes. The application does not start without secrets.
const testSecret = (name: string) => `${name} used in tests only, `.padEnd(48, '0');

export const testSettings = {
  ENVIRONMENT: 'local',
  BASE_URL: 'http://localhost:8787',
  AUTH_SECRET: testSecret('AUTH_SECRET'),
  CODE_SECRET: testSecret('CODE_SECRET'),
  CONTACT_KEY: `test:${'0123456789abcdef'.repeat(4)}`,
};

/** Strong enough for a public site, and generated for the tests. */
export const productionSettings = {
  BASE_URL: 'https://mingbai.example',
  AUTH_SECRET: 'Kq3vN8xWm1Zt6rYp0LdHs5uJc9GfBe2A',
  CODE_SECRET: 'p7VwT2nQx9Rk4MzDy6hUa1sLc8JgEb3F',
  CONTACT_KEY: '2026:d41b7e9c20f3586a1e7d94b0c8f25a637d19e0b4c6a8f3521b7e9d04c5a6f832',
};
