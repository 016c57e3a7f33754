// The base of all staff routes: access checks, and responses to invalid input.
import { OpenAPIHono } from '@hono/zod-openapi';
import { boundJson } from '../middleware/bounded-body.ts';
import { refuseInvalidInput } from '../middleware/problems.ts';
import {
  requireOwnNetwork,
  requireOwnOrigin,
  requireStaff,
  type StaffSettings,
  type StaffVariables,
} from '../middleware/staff.ts';
import type { Deps } from '../ports/deps.ts';

export type StaffAppSettings = StaffSettings & { baseUrl: string };

/** Creates an app without routes that checks origin, network, session and permission. */
export function createStaffApp(deps: Deps, settings: StaffAppSettings) {
  const app = new OpenAPIHono<{ Variables: StaffVariables }>({ defaultHook: refuseInvalidInput });
  app.use(requireOwnOrigin(settings.baseUrl), requireOwnNetwork(settings));
  app.use(requireStaff(deps, settings), boundJson);
  return app;
}
