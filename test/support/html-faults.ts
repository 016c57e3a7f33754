// Validates a page's HTML with html-validate.
import { type ConfigData, HtmlValidate } from 'html-validate';

const rules: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    // Differences in the compiler's style without a difference in meaning.
    'void-style': 'off',
    'attribute-empty-style': 'off',
    'attribute-boolean-style': 'off',
    'attr-case': ['error', { style: 'camelcase', ignoreForeign: true }],
    'no-trailing-whitespace': 'off',
    // A title is the document's own sentence.
    'long-title': 'off',
    // The listbox of suggestions contains links, which no native select can hold.
    'prefer-native-element': ['error', { exclude: ['listbox'] }],
    'no-inline-style': 'error',
  },
};

const validator = new HtmlValidate(rules);

/** Astro places an island's style next to the first island, with no alternative. */
const islandStyle = /^<style> element is not permitted/u;

/** @returns one line per fault with place and message */
export async function findHtmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ message }) => !islandStyle.test(message))
    .map(({ line, column, message, ruleId }) => `${line}:${column} ${message} (${ruleId})`);
}
