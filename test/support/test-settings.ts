// Settings of the application in API tests, the same in both homes. The application refuses to start without secrets of its own.
const testSecret = (name: string) => `${name} used in tests only, `.padEnd(48, '0');

export const testSettings = {
  ENVIRONMENT: 'local',
  BASE_URL: 'http://localhost:8787',
  AUTH_SECRET: testSecret('AUTH_SECRET'),
  CODE_SECRET: testSecret('CODE_SECRET'),
  CONTACT_KEY: `test:${'0123456789abcdef'.repeat(4)}`,
};
