// Renders the OpenAPI 3.1 document as a page for people, so that the API is described only once.
import { type Html, html, nothing } from './html.ts';

/** The parts of a JSON Schema that the page shows. */
export interface ShownSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  items?: ShownSchema;
  properties?: Record<string, ShownSchema>;
  required?: string[];
  anyOf?: ShownSchema[];
  oneOf?: ShownSchema[];
  allOf?: ShownSchema[];
  additionalProperties?: boolean | ShownSchema;
}

type Content = Record<string, { schema?: ShownSchema }>;

export interface ShownOperation {
  operationId: string;
  summary?: string;
  description?: string;
  tags: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: ShownSchema }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

export interface ShownDescription {
  info: { version: string; description?: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, ShownOperation>>;
}

const places: Record<string, string> = { path: '地址', query: '查询', cookie: 'Cookie', header: '请求头' };

/** Describes a value's type in one line. */
function typeOf(schema: ShownSchema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(String).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' | ');
  const types = [schema.type ?? 'any']
    .flat()
    .map((type) => (type === 'array' ? `${typeOf(schema.items ?? {})}[]` : type));
  return types.join(' | ') + (schema.format ? `（${schema.format}）` : '');
}

/** Returns the object that has the fields: the schema itself, the items of a list, or each alternative. */
function fieldsOf(schema: ShownSchema): { properties: [string, ShownSchema][]; required: string[] }[] {
  if (schema.properties) return [{ properties: Object.entries(schema.properties), required: schema.required ?? [] }];
  if (schema.items) return fieldsOf(schema.items);
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(fieldsOf);
}

/** @param withOptional marks optional fields; for requests only */
function fieldList(schema: ShownSchema, withOptional: boolean): Html {
  const groups = fieldsOf(schema);
  if (groups.length === 0) return nothing;
  return html`${groups.map(
    ({ properties, required }) =>
      html`<ul class="api-fields">${properties.map(
        ([name, field]) =>
          html`<li><span class="code">${name}</span> <span class="quiet">${typeOf(field)}${
            withOptional && !required.includes(name) ? '，可不填' : ''
          }</span>${field.description ? html` ${field.description}` : ''}${fieldList(field, withOptional)}</li>`,
      )}</ul>`,
  )}`;
}

function contentView(content: Content | undefined, withOptional = false): Html {
  return html`${Object.entries(content ?? {}).map(([type, { schema = {} }]) => {
    const name = schema.$ref ? '' : ` ${typeOf(schema)}`;
    return html`<p class="quiet"><span class="code">${type}</span>${name}</p>${fieldList(schema, withOptional)}`;
  })}`;
}

function parametersView(parameters: NonNullable<ShownOperation['parameters']>): Html {
  return html`<h4>参数</h4><ul class="api-fields">${parameters.map(
    (parameter) =>
      html`<li><span class="code">${parameter.name}</span> <span class="quiet">${places[parameter.in]}，${typeOf(
        parameter.schema ?? {},
      )}${parameter.required ? '' : '，可不填'}</span></li>`,
  )}</ul>`;
}

function operationView(method: string, path: string, operation: ShownOperation): Html {
  const { parameters = [], requestBody, responses } = operation;
  return html`<details class="api-operation" id="${operation.operationId}">
<summary><span class="code">${method.toUpperCase()} ${path}</span> ${operation.summary ?? ''}</summary>
${operation.description ? html`<p>${operation.description}</p>` : nothing}
${parameters.length > 0 ? parametersView(parameters) : nothing}
${requestBody ? html`<h4>提交的内容</h4>${contentView(requestBody.content, true)}` : nothing}
<h4>回答</h4>
<ul class="api-answers">${Object.entries(responses).map(
    ([status, { description, content }]) =>
      html`<li><strong>${status === 'default' ? '其他' : status}</strong> ${description}${contentView(content)}</li>`,
  )}</ul></details>`;
}

export function apiDescriptionView({ info, tags, paths }: ShownDescription): Html {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
  return html`<p class="lead">${info.description ?? ''}</p>
<p>共 ${operations.length} 个接口，版本 ${info.version}。本页由 <a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1）生成，程序按同一份定义检查每个请求。</p>
<nav aria-label="接口分组"><ul class="inline-links">${tags.map(
    ({ name }, index) => html`<li><a href="#group-${index + 1}">${name}</a></li>`,
  )}</ul></nav>
${tags.map(({ name, description }, index) => {
  const own = operations.filter(({ operation }) => operation.tags.includes(name));
  return html`<section><h2 id="group-${index + 1}">${name}</h2><p class="quiet">${description}</p>${own.map(
    ({ method, path, operation }) => operationView(method, path, operation),
  )}</section>`;
})}
<h2>出错时</h2>
<p>接口的每个错误都是同一种内容（application/problem+json，RFC 9457）：<span class="code">code</span> 是固定的代号，<span class="code">title</span> 和 <span class="code">detail</span> 是可以直接给人看的话，<span class="code">errors</span> 逐栏说明哪里要改。</p>`;
}
