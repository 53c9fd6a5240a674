import { useEffect } from 'react';

/** In rem, the largest first. Read from three metres: less than the last is not legible from there. */
const SIZES = [2.25, 2, 1.75, 1.5];

/**
 * Makes the text of a part of the room device smaller until all of it is seen: nobody stands there who could scroll. What does not fit
 * in the smallest size is scrolled by hand after all.
 */
export function useFit(part: HTMLElement | null): void {
  useEffect(() => {
    if (part === null) return;
    let frame = 0;
    const fit = () => {
      for (const size of SIZES) {
        part.style.setProperty('--device-text', `${size}rem`);
        if (part.scrollHeight <= part.clientHeight) return;
      }
    };
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(fit);
    };
    const size = new ResizeObserver(soon);
    size.observe(part);
    const content = new MutationObserver(soon);
    content.observe(part, { childList: true, subtree: true, characterData: true });
    part.addEventListener('load', soon, true); // pictures of the board
    void document.fonts.ready.then(soon);
    return () => {
      cancelAnimationFrame(frame);
      size.disconnect();
      content.disconnect();
      part.removeEventListener('load', soon, true);
    };
  }, [part]);
}
