import { OptionFault, parseOptions } from '../../../scripts/demo/options';

describe('the command line of the demonstration', () => {
  it('plays the story of twelve where nothing is said', () => {
    expect(parseOptions([])).toEqual({ kind: 'play', size: 12 });
  });

  it.each([[['--size', '385']], [['--size=385']]])('takes a size as %j', (args) => {
    expect(parseOptions(args)).toEqual({ kind: 'play', size: 385 });
  });

  it.each([
    ['--fast'],
    ['385'],
    ['--size'],
    ['--size', '13'],
    ['--size', '1e3'],
    ['--size', '2001'],
    ['--size', '385', '--fast'],
    ['--help', 'me'],
    ['constructor'],
  ])('refuses %s %s %s in one sentence', (...args) => {
    expect(() => parseOptions(args.filter((arg) => arg !== undefined))).toThrow(OptionFault);
  });
});
