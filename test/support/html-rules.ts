// What html-validate asks of every page, built or filled. How a void element or an empty attribute is written is the
// renderer's matter, and so are its camel-case attributes of SVG.
import type { ConfigData } from 'html-validate';

export const htmlRules: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    'void-style': 'off',
    'attribute-empty-style': 'off',
    'attribute-boolean-style': 'off',
    'attr-case': ['error', { style: 'camelcase', ignoreForeign: true }],
    'doctype-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
  },
};
