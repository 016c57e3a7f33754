// Validates a page's HTML with html-validate.
import { type ConfigData, HtmlValidate } from 'html-validate';

const rules: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    // Differences in style between the compiler and html-validate, without a difference in meaning.
    'void-style': 'off',
    'attribute-empty-style': 'off',
    'attribute-boolean-style': 'off',
    'attr-case': ['error', { style: 'camelcase', ignoreForeign: true }],
    'no-trailing-whitespace': 'off',
    // A title is the document's own sentence, whatever its length.
    'long-title': 'off',
    // The listbox of suggestions contains links, which a native select cannot.
    'prefer-native-element': ['error', { exclude: ['listbox'] }],
    'no-inline-style': 'error',
  },
};

const validator = new HtmlValidate(rules);

/** Astro places an island's style next to the first island and offers no alternative. */
const islandStyle = /^<style> element is not permitted/u;

/** @returns one line per fault with place and message */
export async function findHtmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ message }) => !islandStyle.test(message))
    .map(({ line, column, message, ruleId }) => `${line}:${column} ${message} (${ruleId})`);
}
