import { expect, test } from 'vitest';
import { unheardElements } from '../../src/families/unheard-elements.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const root = (inner: string): string => `${head}<Config xmlns="http://a.b/2020-05-31/">${inner}</Config>`;

test.each([
  ['all of it', '<A>1</A><B><C>x</C></B>', { A: '1', B: { C: 'x' } }, []],
  [
    'a list, whatever its items are called',
    '<L><Quantity>2</Quantity><Items><One><A>1</A></One><One><A>2</A></One></Items></L>',
    { L: { Quantity: 2, Items: [{ A: 1 }, { A: 2 }] } },
    [],
  ],
  [
    'an empty text and an empty list',
    '<A></A><B/><L><Quantity>0</Quantity><Items/></L>',
    { A: '', B: '', L: { Quantity: 0 } },
    [],
  ],
  ['a member', '<A>1</A><New><Deep>1</Deep></New>', { A: '1' }, ['New']],
  ['an empty member', '<A>1</A><New/>', { A: '1' }, ['New']],
  ['a member within', '<B><C>x</C><New>1</New></B>', { B: { C: 'x' } }, ['B.New']],
  [
    'a member of an item',
    '<L><Items><O><A>1</A></O><O><A>1</A><New a="1">1</New></O></Items></L>',
    { L: { Items: [{ A: '1' }, { A: '1' }] } },
    ['L.Items.O.New'],
  ],
  [
    'an item more than the list has',
    '<L><Items><O>a</O><O>b</O></Items></L>',
    { L: { Items: ['a'] } },
    ['L.Items.O'],
  ],
  ['a list that was left out', '<L><Items><O>a</O></Items></L>', { L: {} }, ['L.Items']],
  [
    'the same of two items once',
    '<L><Items><O><N>1</N></O><O><N>1</N></O></Items></L>',
    { L: { Items: [{}, {}] } },
    ['L.Items.O.N'],
  ],
  ['what every object has', '<toString>1</toString>', {}, ['toString']],
  ['signs in texts', '<A>a &lt;New&gt; b</A>', { A: 'a <New> b' }, []],
])('%s', (_what, xml, value, unheard) => {
  expect(unheardElements(root(xml), value)).toEqual(unheard);
});

test('an answer without a body has nothing that was not heard', () => {
  expect(unheardElements('', undefined)).toEqual([]);
});
