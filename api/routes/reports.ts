// Reports for staff, as JSON and as files: the yearly report, the log of contact views, and the log of events.
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { figureQuerySchema } from '../contract/figures.ts';
import { contactViewListSchema, contactViewQuerySchema, yearReportSchema } from '../contract/reports.ts';
import { problemResponse, sendProblem } from '../middleware/problems.ts';
import type { StaffVariables } from '../middleware/staff.ts';
import type { Deps } from '../ports/deps.ts';
import { readContactViews, writeContactViewsCsv } from '../record/contact-views.ts';
import { writeEventsCsv } from '../record/event-log.ts';
import { readYearReport, writeAnnualCsv, writeMonthsCsv, writeYearWorkbook } from '../record/reports.ts';
import { answers, notSignedIn, wrongParameters } from './responses.ts';
import { createStaffApp, type StaffAppSettings } from './staff-app.ts';

const notAllowed = { 403: problemResponse('没有权限') };
/** Invalid years default to the current year. */
const yearSchema = figureQuerySchema.pick({ year: true });
const monthSchema = figureQuerySchema.pick({ year: true, month: true });

const yearRoute = createRoute({
  method: 'get',
  path: '/',
  summary: '一年的留言办理数字：年度报表各行、分月分单位',
  request: { query: yearSchema },
  responses: { 200: answers('报表', yearReportSchema), ...notSignedIn, ...notAllowed },
});

const viewsRoute = createRoute({
  method: 'get',
  path: '/contact-views',
  summary: '查看联系方式的记录，新的在前',
  request: { query: contactViewQuerySchema },
  responses: { 200: answers('记录', contactViewListSchema), ...notSignedIn, ...notAllowed, ...wrongParameters },
});

/** @param name the file name, in ASCII for compatibility with all browsers */
function sendSheet(c: Context, name: string, content: string | ArrayBuffer, type = 'text/csv; charset=utf-8') {
  c.header('content-disposition', `attachment; filename="${name}"`);
  return c.body(content, 200, { 'content-type': type });
}

export function reportRoutes(deps: Deps, settings: StaffAppSettings) {
  const app = createStaffApp(deps, settings);
  const readYear = (c: Context<{ Variables: StaffVariables }>) =>
    readYearReport(deps, c.get('clerk'), yearSchema.parse(c.req.query()).year);
  // Not part of the chain that types the client, which fetches no files.
  app.get('/annual.csv', async (c) => {
    const report = await readYear(c);
    return sendSheet(c, `annual-${report.year}.csv`, writeAnnualCsv(report));
  });
  app.get('/months.csv', async (c) => {
    const report = await readYear(c);
    return sendSheet(c, `months-${report.year}.csv`, writeMonthsCsv(report));
  });
  app.get('/year.xlsx', async (c) => {
    const report = await readYear(c);
    const workbook = await writeYearWorkbook(report);
    return sendSheet(c, `report-${report.year}.xlsx`, await workbook.arrayBuffer(), workbook.type);
  });
  app.get('/contact-views.csv', async (c) => {
    const query = contactViewQuerySchema.safeParse(c.req.query());
    if (!query.success) return sendProblem(c, 'invalid-input');
    return sendSheet(c, 'contact-views.csv', await writeContactViewsCsv(deps, c.get('clerk'), query.data));
  });
  app.get('/events.csv', async (c) => {
    const query = monthSchema.parse(c.req.query());
    const { name, content } = await writeEventsCsv(deps, c.get('clerk'), query);
    return sendSheet(c, name, content);
  });
  return app
    .openapi(yearRoute, async (c) => c.json(await readYearReport(deps, c.get('clerk'), c.req.valid('query').year), 200))
    .openapi(viewsRoute, async (c) => c.json(await readContactViews(deps, c.get('clerk'), c.req.valid('query')), 200));
}
