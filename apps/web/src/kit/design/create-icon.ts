import { createElement, type FunctionComponent, type SVGProps } from 'react';

interface IconData {
  size?: number;
  node: [tag: string, attributes: Record<string, string>][];
}
interface IconProps extends SVGProps<SVGSVGElement> {
  size?: number;
}

/** Draws a lucide icon from its data. Takes the place of lucide's own function, of which we use this much. */
export default function createIcon(data: IconData): FunctionComponent<IconProps> {
  const drawing = data.node.map(([tag, attributes]) => createElement(tag, attributes));
  const box = data.size ?? 24;
  return ({ size = 24, ...rest }) =>
    createElement(
      'svg',
      {
        width: size,
        height: size,
        viewBox: `0 0 ${box} ${box}`,
        fill: 'none',
        stroke: 'currentColor',
        strokeWidth: 2,
        strokeLinecap: 'round',
        strokeLinejoin: 'round',
        ...rest,
      },
      drawing,
    );
}
